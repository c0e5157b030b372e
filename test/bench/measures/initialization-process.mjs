// Imports the bundle that the command line names, as Lambda's runtime does, and prints what that took: milliseconds of
// the clock, and of the main thread's processor time, which other processes of the machine do not add to.
const before = process.threadCpuUsage();
const start = performance.now();
await import(process.argv[2]);
const clock = performance.now() - start;
const { user, system } = process.threadCpuUsage(before);
process.stdout.write(JSON.stringify({ clock, cpu: (user + system) / 1000 }));
