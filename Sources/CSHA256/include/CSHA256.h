#pragma once
#include <stddef.h>
#include <stdint.h>

// Whether this processor has instructions for SHA-256.
int portsim_sha256_is_available(void);

// Mixes `count` blocks of 64 bytes into the eight words of a chaining value (FIPS 180-4, section 6.2.2).
// Only where it is available.
void portsim_sha256_compress(uint32_t *words, const uint8_t *blocks, size_t count);
