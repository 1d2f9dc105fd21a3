"""Check an exported audit trail with nothing but Python: python verify_trail.py TRAIL.jsonl"""

import fileinput
import json
from hashlib import sha256

lines = map(json.loads, fileinput.input(encoding="utf-8"))
first = next(lines)
head, count, gone, named = sha256(first["workspace"].encode()).digest(), 0, set(), set()
for count, entry in enumerate(lines, 1):
    body, salt, detail = json.loads(entry["body"]), entry["salt"], entry["detail"]
    head = sha256(head + entry["body"].encode()).digest()
    assert (entry["seq"], body["seq"], entry["hash"]) == (count, count, head.hex()), f"the chain breaks at {count}"
    said = sha256(bytes.fromhex(salt) + detail.encode()).hexdigest() if salt or detail else gone.add(count)
    assert said in (None, body["detail"]), f"the content of entry {count} is not what was written"
    for low, high in body["destroyed"] if body["action"] == "destroy" else []:
        assert 1 <= low <= high < count and not named.update(range(low, high + 1)), f"what {count} names cannot be"
assert gone == named, "content is missing that no destruction names, or is there although one does"
assert (count, head.hex()) == (first["entries"], first["head"]), "the end is missing, or is not the promised one"
print(f"{count} entries, unbroken; head {head.hex()}")
