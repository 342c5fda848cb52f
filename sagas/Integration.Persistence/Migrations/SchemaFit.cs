namespace Integration.Persistence.Migrations;

/// <summary>Whether a program may run on a schema. A migration adds and does not take away, so that programs of the version before it run on, restart, and can be rolled back to; one that has to
/// take away says so in its id (<see cref="Mark"/>), comes a version after the last program that needs what it takes, and keeps those programs from starting (docs/adr/0010).</summary>
public static class SchemaFit
{
    /// <summary>Stands in the id of a migration that a program has to know, for example <c>20270131000000_Breaking_DropLeases</c>.</summary>
    public const string Mark = "_Breaking_";

    /// <summary>The schema's migrations that the program does not know and can do without.</summary>
    /// <param name="schema">The schema's name.</param>
    /// <param name="known">What the program brings.</param>
    /// <param name="applied">What the schema has.</param>
    /// <exception cref="InvalidOperationException">The program cannot run on it, and why.</exception>
    public static IReadOnlyList<string> Require(string schema, IReadOnlyCollection<string> known, IReadOnlyCollection<string> applied)
    {
        var unknown = applied.Except(known).ToList();
        if (unknown.FindAll(m => m.Contains(Mark, StringComparison.Ordinal)) is { Count: > 0 } breaking)
        {
            throw new InvalidOperationException(
                $"Schema {schema} is newer than this program, which cannot run on it: it has {string.Join(", ", breaking)}. Deploy the newer program, or restore an older database.");
        }

        if (unknown.Count > 0 && known.Except(applied).ToList() is { Count: > 0 } missing)
        {
            throw new InvalidOperationException(
                $"Schema {schema} is not this program's: it has {string.Join(", ", unknown)}, which the program does not know, and lacks {string.Join(", ", missing)}. Deploy a program that knows both.");
        }

        return unknown;
    }
}
