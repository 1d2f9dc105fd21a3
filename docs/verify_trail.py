"""Check an exported audit trail with nothing but Python: python verify_trail.py TRAIL.jsonl"""

import json, sys
from hashlib import sha256

lines = open(sys.argv[1], encoding="utf-8", newline="\n")
first = json.loads(next(lines))
head, count, gone, named = sha256(first["workspace"].encode()).digest(), 0, set(), set()
for line in lines:
    entry = json.loads(line)
    body, salt, detail, count = json.loads(entry["body"]), entry["salt"], entry["detail"], count + 1
    head = sha256(head + entry["body"].encode()).digest()
    assert entry["seq"] == body["seq"] == count and entry["hash"] == head.hex(), f"the chain breaks at entry {count}"
    if salt is None and detail is None:
        gone.add(count)
    else:
        assert sha256(bytes.fromhex(salt) + detail.encode()).hexdigest() == body["detail"], f"entry {count} altered"
    for low, high in body["destroyed"] if body["action"] == "destroy" else []:
        assert 1 <= low <= high < count, f"entry {count} destroys what it cannot"
        named.update(range(low, high + 1))
assert gone == named, "content is missing that no destruction names, or is there although one does"
assert (count, head.hex()) == (first["entries"], first["head"]), "the end is missing, or is not the one promised"
print(f"{count} entries, unbroken; head {head.hex()}")
