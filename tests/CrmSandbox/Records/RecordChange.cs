namespace Integration.CrmSandbox.Records;

/// <summary>What happened to a record.</summary>
internal enum ChangeKind
{
    Made,
    Edited,
    Removed,
    Erased,
    Merged,
}

/// <summary>One change of one record.</summary>
/// <param name="Fields">Of an edit: the fields that became other than they were, with their new values as text.</param>
/// <param name="Primary">Of a merge: the record whose values won.</param>
/// <param name="Merged">Of a merge: the others.</param>
internal sealed record RecordChange(ChangeKind Kind, string Type, string Id, DateTimeOffset At, bool ByPerson)
{
    public IReadOnlyList<(string Field, string? Value)> Fields { get; init; } = [];

    public string? Primary { get; init; }

    public IReadOnlyList<string> Merged { get; init; } = [];
}
