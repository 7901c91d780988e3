@echo off
rem Opens the desk (manage.py edit). Letters of ASCII alone, as cmd.exe loses its place in others; what staff read stands in
rem can-python.txt, which is UTF-8. Lines end as Windows ends them: without, labels are not found.
setlocal
chcp 65001 >nul
pushd "%~dp0" 2>nul
if not exist manage.py goto packed

set "FOUND="
for %%P in ("py -3" "python" "python3") do call :try %%~P
for %%V in (314 313 312 311) do call :there "%LocalAppData%\Programs\Python\Python%%V\python.exe"
for %%V in (314 313 312 311) do call :there "%ProgramFiles%\Python%%V\python.exe"
if not defined FOUND goto missing

%FOUND% manage.py edit %*
if "%errorlevel%"=="0" goto end
pause
goto end

:try
if defined FOUND goto :eof
%* -c "import sys; sys.exit(sys.version_info[:2] not in [(3, n) for n in range(11, 99)])" >nul 2>nul
if "%errorlevel%"=="0" set "FOUND=%*"
goto :eof

:there
if defined FOUND goto :eof
if exist %1 call :try %1
goto :eof

:missing
type macros\staff\can-python.txt
set "SETUP="
for %%F in (python-3*.exe) do set "SETUP=%%F"
pause
if defined SETUP start "" "%SETUP%"
if not defined SETUP start "" "https://www.python.org/downloads/windows/"
goto end

:packed
rem Windows shows what is in a ZIP file as if it were a folder, and runs from it one file alone.
echo.
echo  Hay giai nen tep ZIP truoc (bam chuot phai, chon Extract All), roi mo lai tep nay trong thu muc da giai nen.
echo.
pause

:end
popd 2>nul
endlocal
