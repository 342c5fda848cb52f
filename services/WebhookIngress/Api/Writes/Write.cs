using System.Diagnostics;
using System.Security.Cryptography;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Webhooks;

namespace Integration.WebhookIngress.Api.Writes;

/// <summary>A request that changes something, as it is kept. <see cref="Id"/> is also the id of the message that it causes: a repeat that slipped through would meet the inbox.</summary>
internal sealed record Write
{
    public const string CreatePayment = "create_payment";
    public const string CancelPayment = "cancel_payment";
    public const string CreateRefund = "create_refund";

    public required Guid Id { get; init; }
    public required string Client { get; init; }
    public string? Key { get; init; }
    public required string Operation { get; init; }
    public required Guid PaymentId { get; init; }
    public Guid? RefundId { get; init; }
    public required byte[] Hash { get; init; }
    public required string Location { get; init; }
    public required string Credential { get; init; }
    public string? RemoteAddress { get; init; }
    public string? TraceId { get; init; }
    public string? OrderId { get; init; }
    public string? CustomerId { get; init; }
    public long? AmountMinor { get; init; }
    public string? Currency { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>What every write has from its request. The hash is over the operation, what it is about and the body, so that a key is good for one request only.</summary>
    public static Write Of(HttpContext context, Caller caller, string? key, Guid id, string operation, Guid payment, byte[] body, DateTimeOffset now) => new()
    {
        Id = id, Client = caller.Client, Key = key, Operation = operation, PaymentId = payment, Credential = caller.Credential, At = now,
        Hash = SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes(operation == CreatePayment ? operation : $"{operation}:{payment}"), 0, .. body]),
        Location = $"/v1/payments/{payment}", RemoteAddress = context.Connection.RemoteIpAddress?.ToString(), TraceId = Activity.Current?.TraceId.ToString(),
    };

    /// <summary>The same for the same client and key, for ever.</summary>
    public static Guid IdOf(string client, string key) => EventIdentity.Of("api", client, key);
}
