namespace Integration.Simulation.Sql;

/// <param name="Name">The column.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">What it has when an insert does not say.</param>
internal sealed record Column(string Name, SqlType Type, object? Default)
{
    public bool Required { get; set; }

    /// <summary>Numbered by the table, from 1; a number is used once, even by an insert that fails.</summary>
    public bool Identity { get; init; }

    /// <summary>Follows from the row's other columns, whenever they change.</summary>
    public Evaluate? Computed { get; set; }
}

/// <summary>A condition that no row may break; unknown is no breach.</summary>
internal sealed record Check(string Name, Evaluate Holds);

/// <param name="Name">As PostgreSQL names it.</param>
/// <param name="Columns">Their ordinals; at most three.</param>
/// <param name="Applies">The rows that it holds; all when nothing is said.</param>
internal sealed record UniqueSchema(string Name, int[] Columns, Evaluate? Applies)
{
    /// <summary>Columns of which the condition only says that they are not null: an equality implies it.</summary>
    public IReadOnlySet<string> AppliesWhenPresent { get; init; } = new HashSet<string>();

    /// <summary>The condition says no more than <see cref="AppliesWhenPresent"/>.</summary>
    public bool Simple { get; init; } = true;
}

/// <summary>A table as the migrations make it.</summary>
internal sealed class TableSchema(string fullName)
{
    private readonly Dictionary<string, int> _ordinals = [];
    private readonly List<Column> _columns = [];
    private readonly List<Check> _checks = [];
    private readonly List<UniqueSchema> _unique = [];
    private readonly HashSet<int> _leading = [];

    public string FullName => fullName;

    public string SchemaName { get; } = fullName.Split('.')[0];

    public string Name { get; } = fullName.Split('.')[1];

    /// <summary>Among all tables.</summary>
    public required int Number { get; init; }

    public IReadOnlyList<Column> Columns => _columns;

    /// <summary>In the order in which PostgreSQL asks: by name.</summary>
    public IReadOnlyList<Check> Checks => _checks;

    /// <summary>The primary key first.</summary>
    public IReadOnlyList<UniqueSchema> Unique => _unique;

    /// <summary>Columns that an index begins with: worth an index here too, once somebody asks by them.</summary>
    public IReadOnlySet<int> Leading => _leading;

    /// <exception cref="KeyNotFoundException">There is no such column.</exception>
    public int Ordinal(string column) => _ordinals.TryGetValue(column, out var ordinal) ? ordinal : throw new KeyNotFoundException($"{fullName} has no column {column}.");

    public bool Has(string column) => _ordinals.ContainsKey(column);

    public void Add(Column column)
    {
        _ordinals.Add(column.Name, _columns.Count);
        _columns.Add(column);
    }

    public void Add(Check check)
    {
        _checks.Add(check);
        _checks.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
    }

    /// <exception cref="ArgumentException">There is no such condition.</exception>
    public void DropCheck(string name)
    {
        if (_checks.RemoveAll(check => check.Name == name) == 0)
        {
            throw new ArgumentException($"{fullName} has no condition {name}.", nameof(name));
        }
    }

    public void Add(UniqueSchema unique)
    {
        _unique.Add(unique);
        _leading.Add(unique.Columns[0]);
    }

    public void AddIndex(string leading) => _leading.Add(Ordinal(leading));
}
