using System.Reflection;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.PaymentWorker.Consumers;
using Integration.PaymentWorker.Orphans;
using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Refunds;
using Integration.PaymentWorker.Watch;
using Integration.Persistence.DeadLetters;
using Integration.Persistence.Journal;
using Integration.Persistence.Outbox;
using Integration.Persistence.SagaStore;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;

namespace Integration.Simulation.Sql;

/// <summary>The texts that the product sends for messages, sagas and calls, taken from where they stand.</summary>
internal static class ProductStatements
{
    private const BindingFlags Any = BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly string[] Verbs = ["select ", "insert ", "update ", "delete "];

    public static IReadOnlyList<(string Name, string Sql)> All { get; } =
    [
        .. Texts(typeof(PostgresUnitOfWork), null),
        .. Texts(typeof(JournalWriter), null),
        .. Texts(typeof(DeadLetterStore), null),
        .. Texts(typeof(AttemptSql), null),
        .. Texts(typeof(RefundSql), null),
        .. Texts(typeof(OrphanStore), null),
        .. Texts(typeof(OperatorAuditConsumer), null),
        .. Saga(new SagaTable<PaymentState>("payments.payments")),
        .. Saga(new SagaTable<RefundState>("payments.refunds")),
        .. OutboxInserts(),
        ("crm keep", (string)typeof(RecordWrites).GetField("KeepSql", Any)!.GetValue(null)!),
        ("outbox delete", OutboxSql.Delete(Guid.Empty).CommandText),
        ("outbox cancel", "delete from messaging.outbox where timer_token = any($1)"),
        ("watch payments", Method(typeof(PaymentWatch), "OverdueSql", "payments.payments")),
        ("watch refunds", Method(typeof(PaymentWatch), "OverdueSql", "payments.refunds")),
    ];

    /// <summary>Those by which records are sent to the CRM: what one finds depends on long chains of others, which histories make and draws do not.</summary>
    public static IReadOnlyList<(string Name, string Sql)> ToTheCrm { get; } =
    [
        .. Texts(typeof(ConnectionStore), null),
        .. Texts(typeof(RecordStore), null),
        ("crm claim customers", Method(typeof(RecordStore), "ClaimSql", RecordKind.Customer, true)),
        ("crm claim payments", Method(typeof(RecordStore), "ClaimSql", RecordKind.Payment, true)),
        ("crm claim entries", Method(typeof(RecordStore), "ClaimSql", RecordKind.Entry, false)),
    ];

    /// <summary>The parameters' types, where PostgreSQL is told them because it cannot infer them all.</summary>
    public static IReadOnlyDictionary<string, string> Types { get; } = new Dictionary<string, string>
    {
        ["crm keep"] = "uuid, text, text, bigint, jsonb, timestamptz, text, text, timestamptz, interval",
    };

    private static IEnumerable<(string, string)> Texts(Type type, object? of) => type.GetFields(Any)
        .Where(f => f.FieldType == typeof(string) && (f.IsStatic || of is not null))
        .Select(f => (Name: $"{type.Name}.{f.Name}", Sql: (string)f.GetValue(of)!))
        .Where(t => Verbs.Any(verb => t.Sql.StartsWith(verb, StringComparison.Ordinal)));

    private static IEnumerable<(string, string)> Saga<T>(SagaTable<T> table)
        where T : class, MassTransit.ISaga =>
        Texts(typeof(SagaTable<T>), table).Where(t => !t.Item2.EndsWith("where ", StringComparison.Ordinal))
            .Select(t => ($"{typeof(T).Name} {t.Item1}", t.Item2))
            .Append(($"{typeof(T).Name} for update", table.Select + " for update"))
            .Append(($"{typeof(T).Name} look-up", table.SelectWhere + "due_token = $1 for update"));

    /// <summary>A message with everything, a message with little, a timer. What is always there: id, message id, times, types, body, availability and owner.</summary>
    private static IEnumerable<(string, string)> OutboxInserts()
    {
        const int always = (1 << 0) | (1 << 1) | (1 << 11) | (1 << 12) | (1 << 13) | (1 << 16) | (1 << 21) | (1 << 22);
        return new[] { always, always | (1 << 17) | (1 << 18), always | 0x1ffff, always | (1 << 2) | (1 << 7) | (1 << 14) | (1 << 17) }
            .Select((present, i) => ($"outbox insert {i}", Method(typeof(OutboxSql), "InsertOf", present)));
    }

    private static string Method(Type type, string name, params object[] arguments) => (string)type.GetMethod(name, Any)!.Invoke(null, arguments)!;
}
