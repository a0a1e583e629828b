# tests/coverage.awk: the branches that were not taken, of what `gcov -b -c -t`
# says of files, and the sums of each group. A line `group:NAME` begins a group.
#
# A branch is one way out of one condition: `if (a && b)` has four. Left out
# are those of an assert(), and those of a condition whose next line ends the
# program (mem_exhausted(), abort()): no test may take them; and of a statement
# behind a comment that begins with "Untried:" and says why no test gets there,
# those not taken. The last are listed all the same.

# The branches of a line come behind it: what they count for may be known only
# with the next line of the source.
function settle(next_line,    i, missed, reached) {
	if (next_line ~ /^[ \t]*(mem_exhausted|abort)\(/)
		why = "ends"
	for (i = 1; i <= n; i++) {
		reached = reached || taken[i] != "never"
		if (taken[i] != "yes")
			missed = missed " " i
		if (why == "" || (why == "untried" && taken[i] == "yes"))
			all[group]++
		else
			left[group]++
		if (why == "" || why == "untried")
			good[group] += taken[i] == "yes"
	}
	if (missed != "" && (why == "" || why == "untried"))
		found[group] = found[group] source ":" line ": " \
			(why == "" ? "" : "untried: ") \
			(reached ? "branch" missed : "each") \
			" of " n ": " code "\n"
	n = 0
}

# The mark holds for the statement behind the comment.
function judge() {
	if (code ~ /^\/\* Untried: /)
		marked = remark = 1
	else if (!remark && !goes_on)
		marked = 0
	if (code ~ /^assert\(/)
		in_assert = 1
	why = in_assert ? "assert" : marked ? "untried" : ""
	if (code ~ /;$/)
		in_assert = 0
	goes_on = remark || (marked && code !~ /[;{]$/)
	if (code ~ /\*\/$/)
		remark = 0
}

/^group:/ {
	settle("")
	group = substr($0, 7)
	if (!(group in all))
		order[++groups] = group
	all[group] += 0
	next
}
/^ *-: +0:Source:/ {
	settle("")
	source = $0
	sub(/.*:Source:/, "", source)
	own = source ~ /\.c$/
	marked = remark = goes_on = in_assert = 0
	next
}
/^branch / {
	if (own)
		taken[++n] = /never executed/ ? "never" : \
			/taken 0( |$)/ ? "no" : "yes"
	next
}
/^(call|function|unconditional) / || /^ *-: +0:/ { next }
{
	split($0, part, ":")
	text = substr($0, length(part[1]) + length(part[2]) + 3)
	settle(text)
	line = part[2] + 0
	code = text
	sub(/^[ \t]+/, "", code)
	judge()
}
END {
	settle("")
	for (i = 1; i <= groups; i++)
		printf "%s", found[order[i]]
	printf "%-12s %9s %9s %9s %9s\n", "group", "branches", "taken",
		"not taken", "left out"
	for (i = 1; i <= groups; i++) {
		group = order[i]
		printf "%-12s %9d %9d %9d %9d\n", group, all[group],
			good[group], all[group] - good[group], left[group]
	}
}
