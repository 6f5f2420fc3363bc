#include "CAssets.h"
#include <string.h>

// Of C23; this compiler has it in every dialect.
#pragma clang diagnostic ignored "-Wc23-extensions"

#define QUOTED_(text) #text
#define QUOTED(text) QUOTED_(text)
#define FILE_OF(stem, extension) QUOTED(stem.extension)

static const char *const extensions[] = {"mjs", "py", "go", "php", "rb", "java", "swift"};

typedef struct {
    const char *stem;
    const char *codes[sizeof extensions / sizeof *extensions];
} remedy;

static const remedy remedies[] = {
#define REMEDY verify-raw-body
#include "explain/remedy.inc"
#define REMEDY read-signature
#include "explain/remedy.inc"
#define REMEDY require-secret
#include "explain/remedy.inc"
#define REMEDY rotate-secrets
#include "explain/remedy.inc"
#define REMEDY verify-before-parse
#include "explain/remedy.inc"
#define REMEDY refuse-uniformly
#include "explain/remedy.inc"
#define REMEDY route-by-body
#include "explain/remedy.inc"
#define REMEDY deduplicate
#include "explain/remedy.inc"
#define REMEDY order-jobs
#include "explain/remedy.inc"
#define REMEDY order-integrations
#include "explain/remedy.inc"
#define REMEDY delete-for-good
#include "explain/remedy.inc"
#define REMEDY tolerate-unknown
#include "explain/remedy.inc"
#define REMEDY optional-fields
#include "explain/remedy.inc"
#define REMEDY read-body
#include "explain/remedy.inc"
#define REMEDY wide-integers
#include "explain/remedy.inc"
#define REMEDY acknowledge-first
#include "explain/remedy.inc"
#define REMEDY keep-text-verbatim
#include "explain/remedy.inc"
#define REMEDY guard-fetches
#include "explain/remedy.inc"
#define REMEDY serve-in-place
#include "explain/remedy.inc"
#define REMEDY limit-age
#include "explain/remedy.inc"
};

const char *portsim_remedy_code(const char *stem, const char *extension) {
    for (size_t place = 0; place < sizeof remedies / sizeof *remedies; place++) {
        if (strcmp(remedies[place].stem, stem) != 0) continue;
        for (size_t language = 0; language < sizeof extensions / sizeof *extensions; language++) {
            if (strcmp(extensions[language], extension) == 0) return remedies[place].codes[language];
        }
    }
    return NULL;
}
