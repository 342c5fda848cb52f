using System.Collections.Frozen;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>How a vaulted token behaves: the capture's status, or the issue it is refused with; what a pending capture becomes; how refunds of it go.</summary>
internal sealed record VaultToken(string Id, string Capture = "COMPLETED", string? Issue = null, string? Reason = null, string? ResponseCode = null, string Settles = "COMPLETED", string Refund = "COMPLETED", string RefundSettles = "COMPLETED");

/// <summary>The tokens there are; payers who approve pay as <c>vault_ok</c>. One that begins with <c>vault_ok_</c> is as good, up to PayPal's 255 characters.</summary>
internal static class VaultTokens
{
    private const int Longest = 255;

    private static readonly FrozenDictionary<string, VaultToken> Known = new VaultToken[]
    {
        new("vault_ok"),
        new("vault_declined", Issue: "INSTRUMENT_DECLINED"),
        new("vault_declined_capture", Capture: "DECLINED", ResponseCode: "5120"),
        new("vault_pending", Capture: "PENDING", Reason: "PENDING_REVIEW"),
        new("vault_pending_denied", Capture: "PENDING", Reason: "PENDING_REVIEW", Settles: "DECLINED"),
        new("vault_payer_action", Issue: "PAYER_ACTION_REQUIRED"),
        new("vault_refund_pending", Refund: "PENDING"),
        new("vault_refund_fails", Refund: "PENDING", RefundSettles: "FAILED"),
        new("vault_declined_refund_pending", Issue: "INSTRUMENT_DECLINED", Refund: "PENDING"),
    }.ToFrozenDictionary(t => t.Id, StringComparer.Ordinal);

    public static VaultToken Find(string? id) => id is null ? Known["vault_ok"] : Known.GetValueOrDefault(id) ?? Longer(id) ?? throw PayPalFailure.Unprocessable("TOKEN_ID_NOT_FOUND");

    private static VaultToken? Longer(string id) => id.Length <= Longest && id.StartsWith("vault_ok_", StringComparison.Ordinal) ? Known["vault_ok"] with { Id = id } : null;
}
