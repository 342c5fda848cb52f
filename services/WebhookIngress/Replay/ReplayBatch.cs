using System.Data.Common;
using System.Text.Json;
using Integration.Hosting.Startup;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Persistence;
using Integration.WebhookIngress.Webhooks;
using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Replay;

/// <summary>One step of a replay in one transaction: the claim, the messages and the place it has come to. A process that dies in it has done nothing of it.</summary>
internal sealed class ReplayBatch(
    IUnitOfWork unitOfWork, IPublishEndpoint publisher, IEnumerable<IWebhookSender> senders, LiveSettings<WebhookOptions> settings, IOptions<ReplayOptions> options, TimeProvider time)
{
    private const string Claim =
        """
        update webhooks.replays set state = 'running', started_at = coalesce(started_at, $1), changed_at = $1, holder = $2, lease_until = $3
        where id = (select id from webhooks.replays where state in ('waiting', 'running') and (holder = $2 or lease_until is null or lease_until < $1) and (not_before is null or not_before <= $1)
            order by asked_at limit 1 for update skip locked)
        returning id, received_before, at_received, at_source, at_event, source, event_type, event_id
        """;

    private const string Next =
        "select r.source, r.event_id, r.event_type, r.received_at, r.headers::text, r.body from webhooks.received r " +
        "where r.body is not null and r.received_at < $2 and (r.received_at, r.source, r.event_id) > ($3, $4, $5)";

    private const string Advance =
        """
        update webhooks.replays set sent = sent + $2, unreadable = unreadable + $3, at_received = $4, at_source = $5, at_event = $6, failures = 0, failure = null, not_before = null where id = $1
        """;

    private const string End = "update webhooks.replays set state = 'done', ended_at = $2, failures = 0, failure = null, not_before = null where id = $1";

    /// <summary>The replay that the step is of, once it is claimed.</summary>
    public Guid? Claimed { get; private set; }

    /// <summary>Sends the next webhooks of the oldest replay that nobody else works on. False: there is none.</summary>
    public async Task<bool> RunAsync(Guid holder, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claimed = await unitOfWork.QueryAsync(
            Sql(Claim, now, holder, now.AddSeconds(options.Value.LeaseSeconds)),
            async (rows, token) => await rows.ReadAsync(token) ? Place.Read(rows) : null,
            cancellationToken);
        if (claimed is null)
        {
            return false;
        }

        var replay = claimed.Id;
        Claimed = replay;
        var webhooks = await unitOfWork.QueryAsync(claimed.Next(options.Value.PerSecond), ReadAsync, cancellationToken);
        var sent = 0;
        foreach (var webhook in webhooks)
        {
            if (MessageOf(webhook) is { } message)
            {
                await publisher.Publish(message.Body, message.Body.GetType(), context => context.MessageId = message.Id, cancellationToken);
                sent++;
            }
        }

        if (webhooks is [.., var last])
        {
            unitOfWork.Enqueue(Sql(Advance, replay, sent, webhooks.Count - sent, last.ReceivedAt.UtcDateTime, last.Source, last.EventId));
        }

        if (webhooks.Count < options.Value.PerSecond)
        {
            unitOfWork.Enqueue(Sql(End, replay, now));
        }

        await unitOfWork.CommitAsync(cancellationToken);
        return true;
    }

    /// <summary>The same message as at first, of the same id. Null: this version cannot read what is kept.</summary>
    private WebhookMessage? MessageOf(Kept kept)
    {
        var sender = senders.FirstOrDefault(sender => sender.Source == kept.Source) ?? new Webhooks.StandardWebhooks.StandardWebhooks(kept.Source, settings);
        try
        {
            // Identity and type are those of the row: in the body, what looked like a card number is masked.
            return sender.ReadKept(kept.Headers, WebhookStore.Decompress(kept.Body)) is { } read
                ? WebhookMessage.Of(kept.Source, read with { Id = kept.EventId, Type = kept.EventType }, kept.ReceivedAt)
                : null;
        }
        catch (InvalidDataException)
        {
            return null;        // counted as unreadable; the others go on
        }
    }

    private static async Task<List<Kept>> ReadAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        var webhooks = new List<Kept>();
        while (await rows.ReadAsync(cancellationToken))
        {
            webhooks.Add(new(
                rows.GetString(0), rows.GetString(1), rows.GetString(2), await rows.GetFieldValueAsync<DateTimeOffset>(3, cancellationToken),
                JsonSerializer.Deserialize<Dictionary<string, string>>(rows.GetString(4))!, await rows.GetFieldValueAsync<byte[]>(5, cancellationToken)));
        }

        return webhooks;
    }

    private static NpgsqlBatchCommand Sql(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    /// <summary>How far a replay has come, and what it is about.</summary>
    private sealed record Place(Guid Id, DateTime Before, DateTime At, string AtSource, string AtEvent, string? Source, string? Type, string? EventId)
    {
        public static Place Read(DbDataReader rows) => new(
            rows.GetGuid(0), Utc(rows.GetDateTime(1)), Utc(rows.GetDateTime(2)), rows.GetString(3), rows.GetString(4), rows.IsDBNull(5) ? null : rows.GetString(5), rows.IsDBNull(6) ? null : rows.GetString(6), rows.IsDBNull(7) ? null : rows.GetString(7));

        /// <summary>The beginning of all time comes without a zone.</summary>
        private static DateTime Utc(DateTime time) => DateTime.SpecifyKind(time, DateTimeKind.Utc);

        /// <summary>Only the filters that are given stand in the statement: each has an index that way, and none with "or nothing is asked".</summary>
        public NpgsqlBatchCommand Next(int limit)
        {
            var (sql, values) = (ReplayBatch.Next, new List<object> { limit, Before, At, AtSource, AtEvent });
            foreach (var (column, value) in new[] { ("source", Source), ("event_type", Type), ("event_id", EventId) })
            {
                if (value is not null)
                {
                    values.Add(value);
                    sql += $" and r.{column} = ${values.Count}";
                }
            }

            return Sql($"{sql} order by r.received_at, r.source, r.event_id limit $1", [.. values]);
        }
    }

    private sealed record Kept(string Source, string EventId, string EventType, DateTimeOffset ReceivedAt, IReadOnlyDictionary<string, string> Headers, byte[] Body);
}
