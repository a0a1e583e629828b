# From the outline as JSON: number, address, text, one node a line.
{
	n = split($0, node, /\},\{/)
	for (i = 1; i <= n; i++)
		printf "%-10s %-8s %s\n", field(node[i], "number"),
			field(node[i], "address"), field(node[i], "text")
}
function field(text, name)
{
	if (!match(text, "\"" name "\":\"[^\"]*\""))
		return "(none)"
	name = length(name) + 4
	return substr(text, RSTART + name, RLENGTH - name - 1)
}
