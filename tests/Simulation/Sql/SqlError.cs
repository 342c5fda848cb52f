using Npgsql;

namespace Integration.Simulation.Sql;

/// <summary>Failures as the server reports them and Npgsql throws them.</summary>
internal static class SqlError
{
    public static PostgresException Of(string state, string message) => new(message, "ERROR", "ERROR", state);

    public static PostgresException OutOfRange(string type) => Of(PostgresErrorCodes.NumericValueOutOfRange, $"{type} out of range");

    public static PostgresException NoOperator(string symbol, object left, object right) =>
        Of(PostgresErrorCodes.UndefinedFunction, $"operator does not exist: {left.GetType().Name} {symbol} {right}");

    public static PostgresException InFailedTransaction() =>
        Of(PostgresErrorCodes.InFailedSqlTransaction, "current transaction is aborted, commands ignored until end of transaction block");

    public static PostgresException NotNull(TableSchema table, string column) => Violation(
        PostgresErrorCodes.NotNullViolation, $"null value in column \"{column}\" of relation \"{table.Name}\" violates not-null constraint", table, null, column);

    public static PostgresException Check(TableSchema table, string constraint) => Violation(
        PostgresErrorCodes.CheckViolation, $"new row for relation \"{table.Name}\" violates check constraint \"{constraint}\"", table, constraint, null);

    public static PostgresException Unique(TableSchema table, string constraint) => Violation(
        PostgresErrorCodes.UniqueViolation, $"duplicate key value violates unique constraint \"{constraint}\"", table, constraint, null);

    private static PostgresException Violation(string state, string message, TableSchema table, string? constraint, string? column) =>
        new(message, "ERROR", "ERROR", state, schemaName: table.SchemaName, tableName: table.Name, columnName: column, constraintName: constraint);
}
