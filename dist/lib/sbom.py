# Writes what is inside a package as SPDX 2.3 in JSON, and puts the licences of it into a folder:
# python3 sbom.py linux|windows REPOSITORY VERSION LICENCES. What is inside is what stands in the command that linked the
# program; each of its libraries has to be one that dist/deps.lock describes and dist/deps built.

import datetime
import json
import os
import re
import shutil
import subprocess
import sys


def manifest(repo):
    """What dist/deps.lock says of each library: its licence, its archives, the hash of its source."""
    found, name = {}, None
    with open(os.path.join(repo, "dist/deps.lock"), encoding="utf-8") as lock:
        for line in lock:
            words = line.split()
            if words[:1] == ["library"]:
                name = words[1]
                found[name] = {"licence": "", "archives": [], "sum": ""}
            elif words[:1] == ["licence"]:
                found[name]["licence"] = " ".join(words[1:])
            elif words[:1] == ["archive"]:
                found[name]["archives"] = words[1:]
            elif words[:1] == ["sha256"] and ".orig.tar" in words[2] and not found[name]["sum"]:
                found[name]["sum"] = words[1]
    return found


def linked(repo, target):
    program = "amparo.exe" if target == "windows" else "amparo"
    commands = subprocess.run(["ninja", "-C", os.path.join(repo, "build", target), "-t", "commands", "-s", program],
                              capture_output=True, text=True, check=True).stdout
    # What lies below /usr belongs to the C library.
    return {os.path.basename(word) for word in re.findall(r"\S+\.a\b", commands) if not word.startswith("/usr/") and not word.endswith(".dll.a")}


def main():
    target, repo, version, licences = sys.argv[1:]
    prefix = os.path.join(repo, "build/deps-" + target)
    known = manifest(repo)
    archives = {archive for archive in linked(repo, target) if not archive.startswith("libamparo_")}
    inside = {name: about for name, about in known.items() if archives & set(about["archives"])}
    unknown = archives - {archive for about in inside.values() for archive in about["archives"]}
    if unknown:
        sys.exit("linked, and not in dist/deps.lock: " + ", ".join(sorted(unknown)))
    unused = sorted(set(os.listdir(os.path.join(prefix, "done"))) - set(inside))
    if unused:
        print("Built, and not inside, since nothing uses it: " + ", ".join(unused), file=sys.stderr)
    created = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    packages = [{"SPDXID": "SPDXRef-amparo", "name": "amparo", "versionInfo": version, "licenseDeclared": "Apache-2.0",
                 "downloadLocation": "NOASSERTION"}]
    for name, about in sorted(inside.items()):
        with open(os.path.join(prefix, "done", name), encoding="utf-8") as done:
            number = done.read().split()[1].rstrip(",")
        # Whoever hands the program on hands on these words; a library without them must not be inside.
        shutil.copy(os.path.join(prefix, "licences", name + ".txt"), licences)
        packages.append({"SPDXID": "SPDXRef-" + name, "name": name, "versionInfo": number,
                         "supplier": "Organization: Debian", "licenseDeclared": about["licence"],
                         "downloadLocation": "NOASSERTION",
                         "checksums": [{"algorithm": "SHA256", "checksumValue": about["sum"]}]})
    json.dump({"spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
               "name": "amparo-%s-%s" % (version, target),
               "documentNamespace": "urn:amparo:sbom:%s:%s" % (version, target),
               "creationInfo": {"created": created.strftime("%Y-%m-%dT%H:%M:%SZ"), "creators": ["Tool: dist/lib/sbom.py"]},
               "packages": packages,
               "relationships": [{"spdxElementId": "SPDXRef-amparo", "relationshipType": "STATIC_LINK",
                                  "relatedSpdxElement": package["SPDXID"]} for package in packages[1:]]},
              sys.stdout, indent=1, sort_keys=True)
    print()


main()
