# What a run prints in the end, as Markdown: the targets, and everything that was measured: medians, and peaks of memory.
# awk -f report.awk targets.tsv left-out.tsv sizes.tsv rounds.tsv
# Ratios are those of the medians.

BEGIN { FS = "\t" }
/^#/ { next }
FILENAME ~ /targets\.tsv$/ { target[++targets] = $0; next }
FILENAME ~ /left-out\.tsv$/ { left_out[$1, $2] = $3; next }
FILENAME ~ /sizes\.tsv$/ { size[$1] = $2; next }
{
  key = $1 SUBSEP $3 SUBSEP $4
  value[key, ++count[key]] = $5
  if (!(($1, $3) in subject_seen)) { subject_seen[$1, $3] = 1; subject[++subjects] = $1 FS $3 }
}

# Leaves the values of all rounds in sorted, the least first; returns how many.
function sort(scenario, who, what,    key, n, i, j, swap) {
  key = scenario SUBSEP who SUBSEP what
  n = count[key]
  for (i = 1; i <= n; i++) { sorted[i] = value[key, i] + 0 }
  for (i = 2; i <= n; i++) {
    for (j = i; j > 1 && sorted[j] < sorted[j - 1]; j--) { swap = sorted[j]; sorted[j] = sorted[j - 1]; sorted[j - 1] = swap }
  }
  return n
}

# The median, and the highest where it is a peak.
function figure(scenario, who, what,    n) {
  n = sort(scenario, who, what)
  if (!n) { return "" }
  if (what == "RSS-MB") { return sorted[n] }
  return n % 2 ? sorted[(n + 1) / 2] : (sorted[n / 2] + sorted[n / 2 + 1]) / 2
}

function range(scenario, who, what,    n) {
  n = sort(scenario, who, what)
  return n > 1 ? show(sorted[1]) " to " show(sorted[n]) : ""
}

function show(number) {
  if (number == "") { return "" }
  return number >= 1000 ? sprintf("%.0f", number) : sprintf("%.4g", number)
}

function reaches(number, is, bound) {
  return is == ">=" ? number >= bound : number <= bound
}

function bound(is, wanted) {
  return is == "-" ? "" : (is == ">=" ? "≥ " : "≤ ") wanted
}

# The scenario was asked for, so a figure that is not there has a reason.
function missing(scenario, who) {
  if ((scenario, scenario) in left_out) { who = scenario }
  return ((scenario, who) in left_out) ? "not measured: " left_out[scenario, who] : "not measured: it failed"
}

function verdict(number, is, wanted, stretch, scenario, events) {
  if (is == "-") { return "no target" }
  if (size[scenario] != events) { return "says nothing at " size[scenario] " events" }
  if (stretch != "-" && reaches(number, is, stretch)) { return "yes, stretch" }
  return reaches(number, is, wanted) ? "yes" : "**no**"
}

function target_row(line,    f, mine, other, ratio, number, met) {
  split(line, f, FS)
  if (!(f[1] in size)) { return }
  mine = figure(f[1], f[4], f[5])
  other = f[6] == "-" ? "" : figure(f[1], f[6], f[7])
  ratio = other != "" && other > 0 && mine != "" ? mine / other : ""
  number = f[6] == "-" ? mine : ratio
  met = mine == "" ? missing(f[1], f[4]) : number == "" ? missing(f[1], f[6]) : verdict(number, f[8], f[9] + 0, f[10], f[1], f[2])
  printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n", f[1], f[3], show(mine), other == "" ? "" : show(other) " " f[6],
    ratio == "" ? "" : sprintf("%.2f", ratio), bound(f[8], f[9]), f[10] == "-" ? "" : f[10], met
}

function subject_row(line,    f) {
  split(line, f, FS)
  printf "| %s | %s | %s | %s | %s | %s | %s | %s |\n", f[1], f[2], figure(f[1], f[2], "events"), show(figure(f[1], f[2], "events/s")),
    range(f[1], f[2], "events/s"),
    show(figure(f[1], f[2], "CPU-s")), show(figure(f[1], f[2], "RSS-MB")), show(figure(f[1], f[2], "wall-s"))
}

END {
  print "| scenario | what | Sluice | beside | ratio | target | stretch | met |"
  print "| --- | --- | ---: | ---: | ---: | ---: | ---: | --- |"
  for (i = 1; i <= targets; i++) { target_row(target[i]) }
  print ""
  print "| scenario | | events | events/s without start | of all rounds | CPU s | peak RSS MB | s, whole process |"
  print "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
  for (i = 1; i <= subjects; i++) { if (subject[i] !~ /^freshness/) { subject_row(subject[i]) } }
}
