/* What libFuzzer calls: the target, with bytes in a place of their own. */
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	fuzz_one(str_make((const char *)bytes, len));
	return 0;
}
