/*
 * Calls that have cost others dearly: using one is a compile error. Included
 * by the build into every source file.
 */
#ifndef ADREF_BASE_BANNED_H
#define ADREF_BASE_BANNED_H

#include <stdio.h>
#include <string.h>

#undef strcpy
#undef strcat
#undef sprintf
#undef vsprintf
#undef strtok
#define strcpy(a, b) use_struct_buf_instead_of_strcpy
#define strcat(a, b) use_struct_buf_instead_of_strcat
#define sprintf(...) use_struct_buf_instead_of_sprintf
#define vsprintf(...) use_struct_buf_instead_of_vsprintf
#define strtok(a, b) use_str_word_instead_of_strtok

#endif
