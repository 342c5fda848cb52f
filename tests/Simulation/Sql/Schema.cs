using System.Reflection;
using Integration.CrmSync.Persistence;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Migrations;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Integration.Simulation.Sql;

/// <summary>The product's tables, read from its own migrations: a new column needs nothing here.</summary>
internal sealed class Schema
{
    private readonly Dictionary<string, TableSchema> _byName = [];

    private Schema(params IEnumerable<Assembly> owners)
    {
        var migrations = owners.SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(Migration)))
            .OrderBy(t => t.GetCustomAttribute<MigrationAttribute>()!.Id, StringComparer.Ordinal);
        foreach (var migration in migrations)
        {
            foreach (var operation in ((Migration)Activator.CreateInstance(migration)!).UpOperations)
            {
                var sql = operation as SqlOperation ?? throw new NotSupportedException($"{migration.Name} does not say in SQL what it does: {operation.GetType().Name}.");
                new SchemaParser(sql.Sql, _byName).Read();
            }
        }

        Tables = [.. _byName.Values.OrderBy(t => t.Number)];
    }

    /// <summary>Schemas <c>messaging</c>, <c>payments</c> and <c>crm</c>.</summary>
    public static Schema Product { get; } = new(typeof(MessagingContext).Assembly, typeof(PaymentsContext).Assembly, typeof(CrmContext).Assembly);

    /// <summary>By their number.</summary>
    public IReadOnlyList<TableSchema> Tables { get; }

    /// <exception cref="ArgumentException">There is no such table.</exception>
    public TableSchema Table(string fullName) => _byName.TryGetValue(fullName, out var table) ? table : throw new ArgumentException($"There is no table {fullName}.", nameof(fullName));
}
