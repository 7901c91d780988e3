"""Without scripts, menu and search lead on. What there is to read on every kind of page, `looks.unscripted` asks."""

from tests.quality.windows import PHONE


def test_without_scripts_menu_and_search_lead_on(opened):
    page = opened(PHONE, "/thong-ke/", java_script_enabled=False)
    page.get_by_label("Các mục của trang", exact=True).first.click()
    page.get_by_role("navigation", name="Các mục của trang").get_by_role("link", name="Mô hình", exact=True).click()
    page.wait_for_url("**/mo-hinh/")
    page.get_by_role("combobox").fill("tiếng kẻng")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tim-kiem/?q=*")
    page.locator("main").get_by_role("link", name="Mô hình", exact=True).click()
    page.wait_for_url("**/mo-hinh/")
