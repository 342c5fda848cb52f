using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;

namespace Integration.Benchmarks.Doors;

/// <summary>The least that keeps the promise of a webhook endpoint, on the product's own tables and without the rest of the product: verify, a row for the event and one for its message, commit, answer;
/// then the message to the broker and, confirmed, its row deleted together with others. No limit, no redaction, no repeat, no failure is thought of. A process of its own.</summary>
internal sealed class LeastDoor(NpgsqlDataSource source, IChannel broker)
{
    /// <summary>The argument that makes this program that process; then, whether each request has a transaction of its own (<see cref="Alone"/>).</summary>
    public const string Argument = "least-door";

    public const string Alone = "alone";
    public const string InGroups = "in-groups";

    private const int GroupLimit = 64;
    private const int GroupConnections = 2;
    private const string Exchange = "webhooks.gateway-object-changed";

    private const string InsertEvent =
        "insert into webhooks.received (source, event_id, event_type, received_at, verified_by, headers, body, outcome, contracts, message_ids, object_reference) " +
        "values ('stripe', $1, $2, $3, 'secret 0', '{}', $4, 'published', array['GatewayObjectChanged'], array[$5::uuid], $6)";

    private const string InsertMessage =
        "insert into messaging.outbox (id, message_id, conversation_id, source_address, destination_address, sent_at, content_type, message_type, body, due_at, is_timer, attempts, available_at, owner) " +
        "values ($1, $1, $1, 'rabbitmq://127.0.0.1/bench', 'rabbitmq://127.0.0.1/webhooks.gateway-object-changed', $2, 'application/vnd.masstransit+json', 'urn:message:gateway-object-changed', $3, $2, false, 0, $2 + interval '30 s', $1)";

    private readonly Channel<Taken> _waiting = Channel.CreateUnbounded<Taken>();
    private readonly Channel<Guid> _confirmed = Channel.CreateUnbounded<Guid>();

    public static async Task RunAsync(string connectionString, string brokerAddress, string mode)
    {
        var driver = new NpgsqlDataSourceBuilder(connectionString);
        driver.ConnectionStringBuilder.NoResetOnClose = true;
        driver.ConnectionStringBuilder.MaxAutoPrepare = 100;
        await using var source = driver.Build();
        await using var connection = await new ConnectionFactory { Uri = new(brokerAddress) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await new LeastDoor(source, channel).ListenAsync(mode == Alone);
    }

    private async Task ListenAsync(bool alone)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.Build();
        app.MapGet("/health/ready", () => TypedResults.Ok());
        app.MapPost("/webhooks/stripe", async (HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            if (!IsSigned(request.Headers["Stripe-Signature"].ToString(), body.ToArray()))
            {
                return Results.BadRequest();
            }

            var taken = Taken.Of(body.ToArray());
            if (alone)
            {
                await KeepAsync([taken]);
            }
            else
            {
                _waiting.Writer.TryWrite(taken);
                await taken.Kept.Task;
            }

            _ = HandOverAsync(taken);
            return Results.Ok();
        });
        await await Task.WhenAny([app.RunAsync(), DeleteAsync(), .. Enumerable.Range(0, GroupConnections).Select(_ => KeepGroupsAsync())]);
    }

    private async Task KeepGroupsAsync()
    {
        while (await _waiting.Reader.WaitToReadAsync())
        {
            if (Read(_waiting.Reader, GroupLimit) is { Count: > 0 } group)
            {
                await KeepAsync(group);
                group.ForEach(taken => taken.Kept.SetResult());
            }
        }
    }

    private async Task KeepAsync(List<Taken> group)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new("BEGIN"));
        foreach (var taken in group)
        {
            batch.BatchCommands.Add(Command(InsertEvent, taken.Event, taken.Type, taken.At, Compress(taken.Body), taken.Id, taken.Object));
            var message = Command(InsertMessage, taken.Id, taken.At);
            message.Parameters.Add(new() { Value = taken.Message, NpgsqlDbType = NpgsqlDbType.Text });
            batch.BatchCommands.Add(message);
        }

        batch.BatchCommands.Add(new("COMMIT"));
        await batch.ExecuteNonQueryAsync();
    }

    private async Task HandOverAsync(Taken taken)
    {
        var properties = new BasicProperties { MessageId = taken.Id.ToString(), Persistent = true, ContentType = "application/vnd.masstransit+json" };
        await broker.BasicPublishAsync(Exchange, "", mandatory: true, properties, taken.Message);
        _confirmed.Writer.TryWrite(taken.Id);
    }

    private async Task DeleteAsync()
    {
        while (await _confirmed.Reader.WaitToReadAsync())
        {
            await using var delete = source.CreateCommand("delete from messaging.outbox where id = any($1)");
            delete.Parameters.Add(new() { Value = Read(_confirmed.Reader, 500).ToArray() });
            await delete.ExecuteNonQueryAsync();
        }
    }

    private static List<T> Read<T>(ChannelReader<T> reader, int limit)
    {
        var some = new List<T>();
        while (some.Count < limit && reader.TryRead(out var one))
        {
            some.Add(one);
        }

        return some;
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
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

    private static bool IsSigned(string header, byte[] body)
    {
        var at = header.AsSpan(2, header.IndexOf(',', StringComparison.Ordinal) - 2);
        byte[] signed = [.. Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{at}.")), .. body];
        return CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Door.WebhookSecret), signed), Convert.FromHexString(header.AsSpan(header.Length - 64)));
    }

    private sealed record Taken(string Event, string Type, string Object, byte[] Body, DateTime At, Guid Id, byte[] Message)
    {
        public TaskCompletionSource Kept { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public static Taken Of(byte[] body)
        {
            using var json = JsonDocument.Parse(body);
            string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
            var (id, row) = (Text(json.RootElement, "id"), Guid.CreateVersion7());
            var changed = Text(json.RootElement.GetProperty("data").GetProperty("object"), "id");
            var message = JsonSerializer.SerializeToUtf8Bytes(new
            {
                messageId = row, conversationId = row, messageType = (string[])["urn:message:gateway-object-changed"], message = new { gateway = "stripe", reference = changed, eventId = id },
            });
            return new(id, Text(json.RootElement, "type"), changed, body, TimeProvider.System.GetUtcNow().UtcDateTime, row, message);
        }
    }
}
