namespace Integration.Simulation.Sql;

/// <summary>What the open transaction has changed, so that it can be undone backwards.</summary>
internal sealed class UndoLog
{
    private readonly List<Change> _changes = [];

    private enum Kind
    {
        Insert,
        Update,
        Delete,
    }

    public void Inserted(Table table, Row row) => _changes.Add(new(Kind.Insert, table, row, []));

    public void Updated(Table table, Row row, object?[] before) => _changes.Add(new(Kind.Update, table, row, before));

    public void Deleted(Table table, Row row) => _changes.Add(new(Kind.Delete, table, row, []));

    /// <summary>The changes are committed.</summary>
    public void Forget() => _changes.Clear();

    public void Undo()
    {
        for (var i = _changes.Count - 1; i >= 0; i--)
        {
            var (kind, table, row, before) = _changes[i];
            switch (kind)
            {
                case Kind.Insert:
                    table.Detach(row);
                    break;
                case Kind.Update:
                    table.Replace(row, before);
                    break;
                default:
                    table.Attach(row);
                    break;
            }
        }

        _changes.Clear();
    }

    private readonly record struct Change(Kind Kind, Table Table, Row Row, object?[] Before);
}
