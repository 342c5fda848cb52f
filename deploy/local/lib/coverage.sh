# Line coverage of a run of the tests. Sourced after common.sh.

# print_coverage RESULTS RULES: the share of lines that any test project reached, by source file and line, over the coverage.cobertura.xml files in RESULTS, without what RULES (tests/coverage.txt)
# leaves out. Fails below RULES' floor, and when nothing was measured.
print_coverage() {
  local files
  mapfile -d '' files < <(find "$1" -name coverage.cobertura.xml -print0)
  [ ${#files[@]} -gt 0 ] || { echo "line coverage: nothing was measured"; return 1; }
  awk '
    FILENAME == ARGV[1] { if ($1 == "without") without[++parts] = $2; else if ($1 == "floor") floor = $2; else if ($1 == "goal") goal = $2; next }
    FNR == 1      { root = "" }
    /<source>/    { root = $0; sub(/.*<source>/, "", root); sub(/<\/source>.*/, "", root) }
    /<class /     { match($0, / filename="[^"]*"/); file = substr($0, RSTART + 11, RLENGTH - 12); if (file !~ /^\//) file = root "/" file; gsub(/\/+/, "/", file)
                    left_out = 0; for (i = 1; i <= parts; i++) if (index(file, without[i])) left_out = 1 }
    /<line / && !left_out { match($0, /number="[0-9]+"/); key = file substr($0, RSTART, RLENGTH); match($0, /hits="[0-9]+"/)
                    if (!(key in all)) { all[key] = 1; lines++ }
                    if (substr($0, RSTART + 6, RLENGTH - 7) + 0 > 0 && !(key in seen)) { seen[key] = 1; reached++ } }
    END {
      if (!lines) { print "line coverage: nothing was measured"; exit 1 }
      share = 100 * reached / lines
      printf "line coverage: %.1f %% (%d of %d lines; at least %s, the goal is %s)\n", share, reached, lines, floor, goal
      exit share < floor
    }' "$2" "${files[@]}"
}
