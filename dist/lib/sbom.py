# Writes what is inside a package as SPDX 2.3 in JSON: python3 sbom.py linux|windows REPOSITORY VERSION. The libraries are
# those that dist/deps built and that stand in the command which linked the program; each side is held against the other.

import datetime
import json
import os
import re
import subprocess
import sys

LICENCES = {"freetype": "FTL", "glfw3": "Zlib", "harfbuzz": "MIT", "imgui": "MIT", "libsodium": "ISC",
            "libunibreak": "Zlib", "md4c": "MIT", "sheenbidi": "Apache-2.0"}
ARCHIVES = {"freetype": "libfreetype.a", "glfw3": "libglfw3.a", "harfbuzz": "libharfbuzz.a", "imgui": "libimgui.a",
            "libsodium": "libsodium.a", "libunibreak": "libunibreak.a", "md4c": "libmd4c.a", "sheenbidi": "libSheenBidi.a"}


def hashes(repo):
    found, name = {}, None
    with open(os.path.join(repo, "dist/deps.lock"), encoding="utf-8") as lock:
        for line in lock:
            words = line.split()
            if words[:1] == ["library"]:
                name = words[1]
            elif words[:1] == ["sha256"] and ".orig.tar" in words[2]:
                found.setdefault(name, words[1])
    return found


def linked(repo, target):
    program = "amparo.exe" if target == "windows" else "amparo"
    commands = subprocess.run(["ninja", "-C", os.path.join(repo, "build", target), "-t", "commands", "-s", program],
                              capture_output=True, text=True, check=True).stdout
    # What lies below /usr belongs to the C library.
    return {os.path.basename(word) for word in re.findall(r"\S+\.a\b", commands) if not word.startswith("/usr/") and not word.endswith(".dll.a")}


def main():
    target, repo, version = sys.argv[1:]
    prefix = os.path.join(repo, "build/deps-" + target)
    built = {}
    for name in sorted(os.listdir(os.path.join(prefix, "done"))):
        with open(os.path.join(prefix, "done", name), encoding="utf-8") as done:
            built[name] = done.read().split()[1].rstrip(",")
    archives = linked(repo, target)
    foreign = {archive for archive in archives if not archive.startswith("libamparo_")}
    for name in built:
        if ARCHIVES.get(name) not in foreign:
            sys.exit("%s was built for the package and is not linked into it" % name)
    unknown = foreign - {ARCHIVES[name] for name in built}
    if unknown:
        sys.exit("linked, and in no list: " + ", ".join(sorted(unknown)))
    created = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    sums = hashes(repo)
    packages = [{"SPDXID": "SPDXRef-amparo", "name": "amparo", "versionInfo": version, "licenseDeclared": "Apache-2.0",
                 "downloadLocation": "NOASSERTION"}]
    for name, number in built.items():
        packages.append({"SPDXID": "SPDXRef-" + name, "name": name, "versionInfo": number,
                         "supplier": "Organization: Debian", "licenseDeclared": LICENCES[name],
                         "downloadLocation": "NOASSERTION",
                         "checksums": [{"algorithm": "SHA256", "checksumValue": sums[name]}]})
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
