#pragma once
#include <stddef.h>

// The files of the HTML report, in the order in which a page holds them.
typedef enum {
    PORTSIM_REPORT_STYLE,
    PORTSIM_REPORT_SCRIPT,
} portsim_asset;

// How many files an asset is made of.
size_t portsim_asset_part_count(portsim_asset asset);

// The bytes of one of them, and how many there are.
const unsigned char *portsim_asset_part(portsim_asset asset, size_t part, size_t *count);

// The text of explain/STEM.EXTENSION, which ends with a zero; NULL where there is no such file.
const char *portsim_remedy_code(const char *stem, const char *extension);
