"""What pages load: pictures for links, and the site's scripts and stylesheet made light."""
