#include "CAssets.h"

// Of C23; this compiler has it in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char base_css[] = {
#embed "report/base.css"
};
static const unsigned char parts_css[] = {
#embed "report/parts.css"
};
static const unsigned char timeline_css[] = {
#embed "report/timeline.css"
};
static const unsigned char matrix_css[] = {
#embed "report/matrix.css"
};
static const unsigned char core_js[] = {
#embed "report/core.js"
};
static const unsigned char model_js[] = {
#embed "report/model.js"
};
static const unsigned char details_js[] = {
#embed "report/details.js"
};
static const unsigned char drawing_js[] = {
#embed "report/drawing.js"
};
static const unsigned char tip_js[] = {
#embed "report/tip.js"
};
static const unsigned char timeline_js[] = {
#embed "report/timeline.js"
};
static const unsigned char sections_js[] = {
#embed "report/sections.js"
};
static const unsigned char table_js[] = {
#embed "report/table.js"
};
static const unsigned char matrix_js[] = {
#embed "report/matrix.js"
};
static const unsigned char page_js[] = {
#embed "report/page.js"
};

typedef struct {
    const unsigned char *bytes;
    size_t count;
} part;

static const part styles[] = {
    {base_css, sizeof base_css},
    {parts_css, sizeof parts_css},
    {timeline_css, sizeof timeline_css},
    {matrix_css, sizeof matrix_css},
};

// In the order in which they build on one another.
static const part scripts[] = {
    {core_js, sizeof core_js},       {model_js, sizeof model_js},       {details_js, sizeof details_js},
    {drawing_js, sizeof drawing_js}, {tip_js, sizeof tip_js},           {timeline_js, sizeof timeline_js},
    {sections_js, sizeof sections_js}, {table_js, sizeof table_js},     {matrix_js, sizeof matrix_js},
    {page_js, sizeof page_js},
};

size_t portsim_asset_part_count(portsim_asset asset) {
    return asset == PORTSIM_REPORT_STYLE ? sizeof styles / sizeof *styles : sizeof scripts / sizeof *scripts;
}

const unsigned char *portsim_asset_part(portsim_asset asset, size_t index, size_t *count) {
    const part *chosen = (asset == PORTSIM_REPORT_STYLE ? styles : scripts) + index;
    *count = chosen->count;
    return chosen->bytes;
}
