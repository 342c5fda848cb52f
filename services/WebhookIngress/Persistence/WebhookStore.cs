using System.IO.Compression;
using System.Text.Json;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Webhooks;
using Npgsql;
using NpgsqlTypes;

namespace Integration.WebhookIngress.Persistence;

/// <summary>A verified webhook as it is kept, its body without secrets.</summary>
internal sealed record StoredWebhook(
    string Source, string EventId, string EventType, DateTimeOffset ReceivedAt, string VerifiedBy, IReadOnlyDictionary<string, string> Headers, byte[] Body, WebhookMessage Message, string? ObjectReference);

/// <summary>Keeps verified webhooks, unique by source and event id.</summary>
internal static class WebhookStore
{
    private const string InsertSql =
        "insert into webhooks.received (source, event_id, event_type, received_at, verified_by, headers, body, outcome, contracts, message_ids, object_reference) " +
        "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";

    private const string TryInsertSql = InsertSql + " on conflict (source, event_id) do nothing returning true";

    /// <summary>Joins the transaction, whose commit fails when the webhook is already there (<see cref="IsKnown"/>); a twin in flight is waited for.</summary>
    public static void Add(IUnitOfWork unitOfWork, StoredWebhook webhook) => unitOfWork.Enqueue(Insert(InsertSql, webhook));

    /// <summary>The commit failed because the webhook is already there.</summary>
    public static bool IsKnown(PostgresException failure) =>
        failure.SqlState == PostgresErrorCodes.UniqueViolation && failure is { SchemaName: WebhooksContext.Schema, ConstraintName: "received_pkey" };

    /// <summary>Stores the webhook in the unit of work now. False: it is already there, and a twin in flight is waited for.</summary>
    public static Task<bool> TryAddAsync(IUnitOfWork unitOfWork, StoredWebhook webhook, CancellationToken cancellationToken) =>
        unitOfWork.QueryAsync(Insert(TryInsertSql, webhook), (rows, token) => rows.ReadAsync(token), cancellationToken);

    private static NpgsqlBatchCommand Insert(string sql, StoredWebhook webhook) => new(sql)
    {
        Parameters =
        {
            new() { Value = webhook.Source },
            new() { Value = webhook.EventId },
            new() { Value = webhook.EventType },
            new() { Value = webhook.ReceivedAt.UtcDateTime },
            new() { Value = webhook.VerifiedBy },
            new() { Value = JsonSerializer.Serialize(webhook.Headers), NpgsqlDbType = NpgsqlDbType.Jsonb },
            new() { Value = Compress(webhook.Body) },
            new() { Value = webhook.Message.Outcome },
            new() { Value = new[] { webhook.Message.Contract } },
            new() { Value = new[] { webhook.Message.Id } },
            Nullables.Parameter(webhook.ObjectReference),
        },
    };

    /// <summary>The body as it was kept.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static byte[] Decompress(byte[] body)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(body), CompressionMode.Decompress))
        {
            brotli.CopyTo(target);
        }

        return target.ToArray();
    }

    private static byte[] Compress(byte[] body)
    {
        using var target = new MemoryStream();
        using (var brotli = new BrotliStream(target, CompressionLevel.Fastest))
        {
            brotli.Write(body);
        }

        return target.ToArray();
    }
}
