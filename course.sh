#!/bin/sh
# `course` on macOS and Linux: ./course.sh watch is short for dotnet run --project course -- watch.
# When no source is newer than the built program, it is started directly, which spares `dotnet run` its own look.
root=$(cd "$(dirname "$0")" && pwd)
built=$root/course/bin/Debug/net10.0/course.dll
newer() { find "$root/course" "$root/micrograd" "$root/minitensor" "$root/lessons/kit" "$root/tests/Grading/Kit" "$root"/*.props "$root/global.json" \
  \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f -newer "$built" -print 2>/dev/null | head -n 1; }
if [ -f "$built" ] && [ -z "$(newer)" ]; then
  exec dotnet "$built" "$@"
fi
exec dotnet run --project "$root/course" -- "$@"
