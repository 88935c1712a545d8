"""Maps that live in a file: journal, versions, merging with what others do to the file.

Beside ``bike.cjm.json`` there is a folder ``.bike.cjm/``::

    lock                     held while somebody reads the file and replaces it
    <session>.lock           held as long as the process lives that has the file open
    <session>-<n>.journal    its edits since the file was last replaced
    versions/                older versions, thinned out with age
    damaged/                 what could not be read, kept

**Who writes.** Every process that has the file open writes a journal of its own, so an edit never
waits for another process, and none can damage the other's. Nobody owns the file: whoever has
something to save takes the lock, merges what is new in the file (three-way, against the version
both last had in common), and replaces it; the others see that within a second and merge it too.
The locks are the operating system's (``flock``, on Windows ``LockFile``): one of a process that
died is free at once, and a journal whose process is gone is taken over by the next one that looks.

**What is certain.** An edit is handed to the operating system, as one journal line, before anybody
is told that it was accepted: killing the process at any moment loses none. A power cut can lose
the last second, because only the file itself is flushed to the disk. On network file systems
without locks two processes can still not lose each other's edits as long as both see the same
file before they replace it; journals left there by another machine are kept and named, not taken.
A program that knows nothing of this and writes in the instant between our last look and the
replacement (less than a millisecond) is not noticed.
"""
