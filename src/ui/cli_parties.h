/*
 * Listing the registry of parties, for `adref list`.
 */
#ifndef ADREF_SRC_UI_CLI_PARTIES_H
#define ADREF_SRC_UI_CLI_PARTIES_H

#include "adref/base/json.h"
#include "cli.h"

/* All of it, or with a second argument those who answer to that name. */
int cli_list_parties(struct cli *cli, struct json *json, struct err *err);

#endif
