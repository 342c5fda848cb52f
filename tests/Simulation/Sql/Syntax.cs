namespace Integration.Simulation.Sql;

/// <summary>An expression as it is written.</summary>
internal abstract record Node;

internal sealed record Literal(object? Value) : Node;

/// <param name="Number">From 1.</param>
internal sealed record Parameter(int Number) : Node;

/// <param name="Qualifier">An alias, a table, or schema and table.</param>
/// <param name="Name">The column.</param>
internal sealed record ColumnName(string? Qualifier, string Name) : Node;

internal sealed record Not(Node Operand) : Node;

internal sealed record Binary(string Operator, Node Left, Node Right) : Node;

internal sealed record IsNull(Node Operand) : Node;

internal sealed record InList(Node Operand, IReadOnlyList<Node> Items) : Node;

internal sealed record EqualsAny(Node Operand, Node Array) : Node;

/// <param name="Name">The function.</param>
/// <param name="Arguments">None for <c>count(*)</c>.</param>
internal sealed record Call(string Name, IReadOnlyList<Node> Arguments) : Node;

internal sealed record Case(IReadOnlyList<(Node When, Node Then)> Arms, Node Else) : Node;

internal sealed record Cast(Node Operand, SqlType Type) : Node;

internal sealed record Exists(Select Query) : Node;

/// <summary>A query in parentheses: the value of its one row, or null without one.</summary>
internal sealed record Scalar(Select Query) : Node;

internal abstract record Statement;

/// <param name="Name">With its schema.</param>
/// <param name="Alias">How the statement calls it, when it says so.</param>
internal sealed record TableName(string Name, string? Alias);

/// <param name="Value">The expression.</param>
/// <param name="Name">The result's column, named as PostgreSQL does.</param>
internal sealed record Item(Node Value, string Name);

internal sealed record Ordering(Node Value, bool Descending, bool NullsFirst);

internal sealed record Assignment(string Column, Node Value);

/// <param name="Table">What stands beside each row, or nothing does.</param>
/// <param name="On">When.</param>
internal sealed record LeftJoin(TableName Table, Node On);

internal sealed record Select(IReadOnlyList<Item> Items, TableName From, LeftJoin? Join, Node? Where, IReadOnlyList<Ordering> OrderBy, Node? Limit) : Statement;

/// <summary>Other rows that an update goes by.</summary>
internal abstract record By(string Alias);

/// <summary>Those of a query within the statement.</summary>
internal sealed record ByName(string Name, string Alias) : By(Alias);

/// <summary>Those of a query that stands there.</summary>
internal sealed record ByQuery(Select Query, string Alias) : By(Alias);

/// <summary>One of each array, side by side.</summary>
internal sealed record ByArrays(IReadOnlyList<Node> Arrays, string Alias, IReadOnlyList<string> Columns) : By(Alias);

/// <param name="Columns">The columns whose unique index decides; none means any.</param>
/// <param name="Set">What a conflict changes; none means nothing.</param>
internal sealed record OnConflict(IReadOnlyList<string>? Columns, IReadOnlyList<Assignment>? Set, Node? Where);

/// <param name="Target">The table.</param>
/// <param name="Columns">Those that are given; the rest have their defaults.</param>
/// <param name="Values">Either these</param>
/// <param name="Query">or the rows of this.</param>
/// <param name="Conflict">What happens instead of a violation.</param>
/// <param name="Returning">What a written row gives back.</param>
internal sealed record Insert(
    TableName Target, IReadOnlyList<string> Columns, IReadOnlyList<Node>? Values, Select? Query, OnConflict? Conflict, IReadOnlyList<Item>? Returning) : Statement;

internal sealed record Update(TableName Target, IReadOnlyList<Assignment> Set, By? By, Node? Where, IReadOnlyList<Item>? Returning) : Statement;

internal sealed record Delete(TableName Target, Node? Where, IReadOnlyList<Item>? Returning) : Statement;

/// <param name="Queries">Each with its name; what they return can be read as a table.</param>
/// <param name="Statement">What is done with them.</param>
internal sealed record With(IReadOnlyList<(string Name, Statement Query)> Queries, Statement Statement) : Statement;

/// <summary>A lock of a number that means something to the product, held to the end of the transaction.</summary>
internal sealed record AdvisoryLock(string Function) : Statement;

/// <summary><c>begin</c>, <c>commit</c> or <c>rollback</c>.</summary>
internal sealed record Transaction(string Verb) : Statement;
