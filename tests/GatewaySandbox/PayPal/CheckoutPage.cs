using System.Net;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Where the payer lands: a page with an approve button, and a way back without approving.</summary>
internal static class CheckoutPage
{
    public static IResult Show(PayPalStore store, string? token)
    {
        OrderState? order;
        lock (store.Gate)
        {
            if (token is null || !store.TryOrder(token, out order))
            {
                return Results.NotFound();
            }
        }

        var amount = PayPalMoney.Write(order.Currency, order.AmountMinor);
        var cancel = order.CancelUrl is { } url ? $"""<p><a id="cancel" href="{WebUtility.HtmlEncode(With(url, order.Id, null))}">Cancel and go back</a></p>""" : "";
        return Results.Content($"""
            <!doctype html><html lang="en"><meta charset="utf-8"><title>PayPal (sandbox)</title>
            <h1>Pay {amount["value"]} {amount["currency_code"]}</h1>
            <p>{WebUtility.HtmlEncode(order.Description ?? order.InvoiceId ?? order.Id)}: {WebUtility.HtmlEncode(order.Status)}</p>
            <form method="post" action="/checkoutnow?token={WebUtility.UrlEncode(order.Id)}"><button id="approve" type="submit">Approve</button></form>
            {cancel}</html>
            """, "text/html; charset=utf-8");
    }

    /// <summary>Approves and leads back to the shop, or stays here when the order has no way back.</summary>
    public static async Task<IResult> ApproveAsync(HttpContext http, PayPalFrontDoor door, PayPalEngine engine, PayPalStore store, PublicAddress address, string token)
    {
        if (!await door.ControlAsync(http, PayPalOperations.Approve, token, () => engine.Orders.Approve(token, address.Origin)))
        {
            return Results.Empty;
        }

        OrderState? order;
        lock (store.Gate)
        {
            store.TryOrder(token, out order);
        }

        return order!.ReturnUrl is { } url ? Results.Redirect(With(url, order.Id, PayPalIds.Payer())) : Results.Content("Approved. You can close this page.", "text/plain");
    }

    private static string With(string url, string order, string? payer) =>
        $"{url}{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}token={order}{(payer is null ? "" : $"&PayerID={payer}")}";
}
