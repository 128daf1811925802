@echo off
rem `course` on Windows: course watch is short for dotnet run --project course -- watch.
dotnet run --project "%~dp0course" -- %*
