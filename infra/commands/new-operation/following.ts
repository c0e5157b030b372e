// What follows the table of operations, made anew in one process: loading the table takes longer than both.
import '../openapi.ts';
import '../operations-table/command.ts';
