using System.Text.Json;
using Integration.Persistence.Database;
using Integration.Persistence.Inbox;
using Integration.Persistence.Outbox;
using MassTransit;
using MassTransit.Serialization;
using MassTransit.Transports;
using Npgsql;

namespace Integration.Persistence.DeadLetters;

/// <summary>Records a message that failed beyond its retries; the broker's own dead letters come after it.</summary>
internal sealed class DeadLetterRecorder(IDatabase database, IHandOver handOver, PersistenceOptions options, TimeProvider time)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public void Probe(ProbeContext context) => context.CreateFilterScope("postgresDeadLetters");

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await RecordAsync(context, context.Exception);
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await RecordAsync(context, null);
        await next.Send(context);
    }

    private async Task RecordAsync(ReceiveContext context, Exception? failure)
    {
        var row = OutboxRow.Of(context.TransportHeaders, options);
        var failedAt = context.TryGetPayload<FailedAt>(out var at) ? at : null;
        var type = Header(context, MessageHeaders.MessageType) ?? EnvelopesType(context.Body.GetBytes());
        var letter = new DeadLetter(
            context.InputAddress.GetEndpointName() ?? context.InputAddress.ToString(),
            MessageIdentity.Of(context),
            type,
            context.ContentType?.ToString(),
            Redacted(SystemTextJsonMessageSerializer.Instance.SerializeDictionary(context.TransportHeaders.GetAll())),
            Redacted(context.Body.GetString())!,
            Redacted(failure is null ? $"no consumer of this endpoint understands the message's type ({type ?? "none is named"})" : Reason(failure))!,
            Redacted(failure?.ToString()),
            time.GetUtcNow(),
            ByRule: failedAt is not null && FinalRefusal.IsByRule(failure),
            failedAt?.ConsumerId);
        await RecordAsync(letter, row, context.CancellationToken);
        context.AddOrUpdatePayload(() => new RecordedFault(letter.Fault), _ => new RecordedFault(letter.Fault));
        if (row is { } handled)
        {
            handOver.Received(handled);
        }
    }

    /// <summary>A database that is away is waited for: a refused message must not go round in circles meanwhile.</summary>
    private async Task RecordAsync(DeadLetter letter, Guid? row, CancellationToken cancellationToken)
    {
        for (var wait = TimeSpan.FromMilliseconds(100); ; wait = wait * 2 < LongestWait ? wait * 2 : LongestWait)
        {
            try
            {
                await DeadLetterStore.RecordAsync(database, letter, row, CancellationToken.None);
                return;
            }
            catch (NpgsqlException failure) when (DatabaseFailure.IsTransient(failure))
            {
                await Task.Delay(wait, time, cancellationToken);
            }
        }
    }

    /// <summary>What went wrong at the bottom; of a body that cannot be read, where in it.</summary>
    private static string Reason(Exception failure)
    {
        for (var current = failure; current is not null; current = current.InnerException)
        {
            if (current is JsonException unreadable)
            {
                return unreadable.Message;
            }
        }

        return failure.GetBaseException().Message;
    }

    private string? Redacted(string? text) => text is null ? null : options.Redact(text);

    /// <summary>The first type that an envelope names; nothing when the body is no envelope.</summary>
    private static string? EnvelopesType(byte[] body)
    {
        try
        {
            using var envelope = JsonDocument.Parse(body);
            return envelope.RootElement is { ValueKind: JsonValueKind.Object } root && root.TryGetProperty("messageType", out var types) && types.ValueKind == JsonValueKind.Array
                ? types.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.String).Select(t => t.GetString()).FirstOrDefault()
                : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return null;        // no JSON, or a text that is none (half of a surrogate pair): the reason is told as the letter's fault
        }
    }

    private static string? Header(ReceiveContext context, string name) =>
        context.TransportHeaders.TryGetHeader(name, out var value) ? value as string : null;
}
