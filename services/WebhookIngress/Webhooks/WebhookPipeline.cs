using System.Globalization;
using Integration.Contracts.Webhooks;
using Integration.Persistence.Telemetry;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Persistence;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Webhooks;

/// <summary><c>POST /webhooks/{source}</c> of every sender: limit, read raw, verify, store, publish, answer. 2xx only after the commit.</summary>
internal sealed class WebhookPipeline(IOptions<WebhookOptions> options, TimeProvider time, IUnitOfWork unitOfWork, IPublishEndpoint publisher)
{
    private readonly WebhookOptions _settings = options.Value;

    public async Task<Results<Ok, ProblemHttpResult>> HandleAsync(IWebhookSender sender, HttpRequest request, CancellationToken cancellationToken)
    {
        if (await RawBody.ReadAsync(request, _settings.MaxBodyBytes, cancellationToken) is not { } body)
        {
            return Refuse(sender, 413, "too_large", $"The body is larger than {_settings.MaxBodyBytes} bytes.");
        }

        var now = time.GetUtcNow();
        var verified = await sender.VerifyAsync(request, body, now, cancellationToken);
        if (verified.RetryAfter is { } wait)
        {
            return Later(sender, request, "not_verified", verified.Detail, wait);
        }

        if (verified.By is not { } by)
        {
            return Refuse(sender, 400, "bad_signature", verified.Detail);
        }

        if (sender.Read(request, body) is not { } events)
        {
            return Refuse(sender, 400, "bad_body", $"The signature is good, but the body is no event of {sender.Source}.");
        }

        try
        {
            foreach (var read in events)
            {
                IntegrationTelemetry.WebhookReceived(sender.Source, await KeepAsync(sender, request, read, body, by, now, cancellationToken) ? "stored" : "duplicate");
            }

            await unitOfWork.CommitAsync(cancellationToken);
            return TypedResults.Ok();
        }
        catch (NpgsqlException failure) when (failure.IsTransient)
        {
            return Later(sender, request, "not_stored", "The webhook could not be stored; send it again.", TimeSpan.FromSeconds(5));
        }
    }

    /// <summary>Stores and publishes in one transaction. False: the event was there already, and nothing is published.</summary>
    private async Task<bool> KeepAsync(IWebhookSender sender, HttpRequest request, WebhookEvent read, byte[] body, string by, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var messageId = EventIdentity.MessageId(sender.Source, read.Id);
        var kept = WebhookSecrets.Remove(read.Body ?? body, read.Secrets);
        var headers = sender.Kept.Where(request.Headers.ContainsKey).ToDictionary(name => name, name => request.Headers[name].ToString());
        var stored = await WebhookStore.AddAsync(unitOfWork, new(sender.Source, read.Id, read.Type, now, by, kept, messageId, headers), cancellationToken);
        if (stored)
        {
            await PublishAsync(sender.Source, read, messageId, now, cancellationToken);
        }

        return stored;
    }

    private Task PublishAsync(string source, WebhookEvent read, Guid messageId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        object message = read switch
        {
            { Changed: { } changed } => new GatewayObjectChanged
            {
                Gateway = source, Reference = changed.Reference, EventId = read.Id, EventType = read.Type, OccurredAt = read.OccurredAt,
                CaptureReference = changed.Capture, RefundReference = changed.Refund, DisputeReference = changed.Dispute,
            },
            { Record: { } record } => new CrmRecordChanged
            {
                Crm = source, RecordType = record.Kind, RecordId = record.Id, Change = record.Change, PropertyName = record.Property, MergedRecordIds = record.Merged.Count > 0 ? record.Merged : null,
                EventId = read.Id, EventType = read.Type, OccurredAt = read.OccurredAt,
            },
            _ => new WebhookReceived { Source = source, EventId = read.Id, EventType = read.Type, ReceivedAt = now },
        };
        return publisher.Publish(message, message.GetType(), context => context.MessageId = messageId, cancellationToken);
    }

    private static ProblemHttpResult Later(IWebhookSender sender, HttpRequest request, string outcome, string detail, TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(sender, 503, outcome, detail);
    }

    private static ProblemHttpResult Refuse(IWebhookSender sender, int status, string outcome, string detail)
    {
        IntegrationTelemetry.WebhookReceived(sender.Source, outcome);
        return TypedResults.Problem(detail, statusCode: status);
    }
}
