/*
 * The keymaps adref is born with, as text: keymaps/default.keymap and
 * keymaps/vim.keymap, compiled in by the Makefile. Each ends with a NUL.
 */
#ifndef ADREF_SESSION_KEYMAP_TEXT_H
#define ADREF_SESSION_KEYMAP_TEXT_H

extern const char keymap_default[];
extern const char keymap_vim[];

#endif
