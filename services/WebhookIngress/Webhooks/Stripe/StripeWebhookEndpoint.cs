using Integration.Contracts.Webhooks;
using Integration.Persistence.Telemetry;
using Integration.Persistence.UnitOfWork;
using Integration.WebhookIngress.Persistence;
using MassTransit;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary><c>POST /webhooks/stripe</c>: limit, read raw, verify, store, publish, answer. 2xx only after the commit.</summary>
internal static class StripeWebhookEndpoint
{
    private const string Source = "stripe";

    public static void MapStripeWebhook(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/webhooks/stripe", HandleAsync).LimitWebhooks(Source);

    private static async Task<Results<Ok, ProblemHttpResult>> HandleAsync(
        HttpRequest request, IOptions<WebhookOptions> options, TimeProvider time, IUnitOfWork unitOfWork, IPublishEndpoint publisher,
        CancellationToken cancellationToken)
    {
        var settings = options.Value;
        if (await RawBody.ReadAsync(request, settings.MaxBodyBytes, cancellationToken) is not { } body)
        {
            return Refuse(413, "too_large", $"The body is larger than {settings.MaxBodyBytes} bytes.");
        }

        var now = time.GetUtcNow();
        var secret = StripeSignature.Verify(
            request.Headers["Stripe-Signature"].ToString(), body, settings.Stripe.SigningSecrets, now, TimeSpan.FromSeconds(settings.ToleranceSeconds));
        if (secret < 0)
        {
            return Refuse(400, "bad_signature", "The signature does not match, or its time is outside the tolerance.");
        }

        if (StripeEvent.Read(body) is not { } stripe)
        {
            return Refuse(400, "bad_body", "The signature is good, but the body is no Stripe event.");
        }

        try
        {
            var messageId = EventIdentity.MessageId(Source, stripe.Id);
            var stored = await WebhookStore.AddAsync(unitOfWork, new(Source, stripe.Id, stripe.Type, now, $"secret {secret}", body, messageId), cancellationToken);
            if (stored)
            {
                await PublishAsync(publisher, stripe, messageId, now, cancellationToken);
            }

            await unitOfWork.CommitAsync(cancellationToken);
            IntegrationTelemetry.WebhookReceived(Source, stored ? "stored" : "duplicate");
            return TypedResults.Ok();
        }
        catch (NpgsqlException failure) when (failure.IsTransient)
        {
            request.HttpContext.Response.Headers.RetryAfter = "5";
            return Refuse(503, "not_stored", "The webhook could not be stored; send it again.");
        }
    }

    private static Task PublishAsync(IPublishEndpoint publisher, StripeEvent stripe, Guid messageId, DateTimeOffset now, CancellationToken cancellationToken) =>
        stripe is { ObjectType: "payment_intent", ObjectId: { } reference }
            ? publisher.Publish(
                new GatewayObjectChanged { Gateway = Source, Reference = reference, EventId = stripe.Id, EventType = stripe.Type, OccurredAt = stripe.Created },
                context => context.MessageId = messageId,
                cancellationToken)
            : publisher.Publish(
                new WebhookReceived { Source = Source, EventId = stripe.Id, EventType = stripe.Type, ReceivedAt = now },
                context => context.MessageId = messageId,
                cancellationToken);

    private static ProblemHttpResult Refuse(int status, string outcome, string detail)
    {
        IntegrationTelemetry.WebhookReceived(Source, outcome);
        return TypedResults.Problem(detail, statusCode: status);
    }
}
