using Integration.Persistence.Outbox;
using MassTransit;
using MassTransit.Serialization;
using MassTransit.Transports;
using Npgsql;

namespace Integration.Persistence.DeadLetters;

/// <summary>Records a message that failed beyond its retries; the broker's own dead letters come after it.</summary>
internal sealed class DeadLetterRecorder(NpgsqlDataSource source, OutboxDispatcher dispatcher, PersistenceOptions options, TimeProvider time)
    : IFilter<ExceptionReceiveContext>, IFilter<ReceiveContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("postgresDeadLetters");

    public async Task Send(ExceptionReceiveContext context, IPipe<ExceptionReceiveContext> next)
    {
        await RecordAsync(context, context.Exception.GetBaseException());
        await next.Send(context);
    }

    public async Task Send(ReceiveContext context, IPipe<ReceiveContext> next)
    {
        await RecordAsync(context, null);
        await next.Send(context);
    }

    private async Task RecordAsync(ReceiveContext context, Exception? failure)
    {
        var row = Guid.TryParse(Header(context, OutboxDispatcher.RowHeader), out var id) ? id : (Guid?)null;
        var letter = new DeadLetter(
            context.InputAddress.GetEndpointName() ?? context.InputAddress.ToString(),
            context.GetMessageId() ?? NewId.NextGuid(),
            Header(context, MessageHeaders.MessageType),
            context.ContentType?.ToString(),
            Redacted(SystemTextJsonMessageSerializer.Instance.SerializeDictionary(context.TransportHeaders.GetAll())),
            options.Redact(context.Body.GetString().Replace("\0", "\\u0000", StringComparison.Ordinal)),
            Redacted(failure?.Message) ?? "no consumer of this endpoint understands the message's type",
            Redacted(failure?.ToString()),
            time.GetUtcNow());
        await DeadLetterStore.RecordAsync(source, letter, row, CancellationToken.None);
        if (row is { } handled)
        {
            dispatcher.Received(handled);
        }
    }

    private string? Redacted(string? text) => text is null ? null : options.Redact(text);

    private static string? Header(ReceiveContext context, string name) =>
        context.TransportHeaders.TryGetHeader(name, out var value) ? value as string : null;
}
