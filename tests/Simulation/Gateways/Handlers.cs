using Integration.GatewaySandbox;
using Integration.GatewaySandbox.PayPal;

namespace Integration.Simulation.Gateways;

/// <summary>In the place of the network: calls go to the model of the history that runs.</summary>
internal sealed class ModelHandler : HttpMessageHandler
{
    /// <summary>Where they go.</summary>
    public GatewayModel? Model { get; set; }

    /// <summary>The token of the caller is not listened to: when a caller gives up, the director says.</summary>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (Model ?? throw new InvalidOperationException("There is no history to call into: attach its models first.")).SendAsync(request);
}

/// <summary>Gives PayPal's access tokens and turns away who has none; calls of the API go on to the model.</summary>
internal sealed class TokenHandler(TokenDesk desk, HttpMessageHandler model) : DelegatingHandler(model)
{
    private readonly Random _chance = new(0);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var authorization = request.Header("Authorization") ?? "";
        if (request.RequestUri!.AbsolutePath == PayPalRoutes.TokenPath)
        {
            using (Chance.From(_chance))
            {
                var id = PayPalIds.Debug();
                var answer = desk.Answer(authorization, System.Text.Encoding.UTF8.GetString(request.Body()), null, id);
                return Task.FromResult(Answers.Write(request, answer.Status, answer.Body, PayPalProtocol.Headers(id)));
            }
        }

        return desk.Refuse(authorization) is { } refusal
            ? Task.FromResult(Answers.Write(request, refusal.Status, refusal.Body("0"), PayPalProtocol.Headers("0")))
            : base.SendAsync(request, cancellationToken);
    }
}
