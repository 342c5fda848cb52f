using System.Globalization;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Simulation.Defects;

/// <summary>SAFETY R2: every call gets a key of its own, as a client library makes one up when none is set.</summary>
internal sealed class FreshKeyOnEveryCall : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        private int _calls;

        protected override string Key(string key) => string.Create(CultureInfo.InvariantCulture, $"{key}:{++_calls}");
    }
}

/// <summary>SAFETY U2: a key is trusted for years.</summary>
internal sealed class KeysLiveForYears : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        public override TimeSpan KeyLifetime => TimeSpan.FromDays(3650);

        public override TimeSpan RefundKeyLifetime => TimeSpan.FromDays(3650);
    }
}

/// <summary>SAFETY U6: a refund that is sent again gets another key.</summary>
internal sealed class RefundUnderNewKey : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        private int _calls;

        public override Task<RefundCall> RefundAsync(RefundRequest refund, string key, CancellationToken cancellationToken) =>
            base.RefundAsync(refund, string.Create(CultureInfo.InvariantCulture, $"{key}:{++_calls}"), cancellationToken);
    }
}

/// <summary>SAFETY U6: a refund without an outcome is sent again under another key instead of being looked for.</summary>
internal sealed class UnknownRefundIsSentAgain : IDefect
{
    public void Plant(IServiceCollection services) => services.Wrap<IPaymentGateway>((inner, _) => new Gateway(inner));

    private sealed class Gateway(IPaymentGateway inner) : GatewayInFront(inner)
    {
        private int _calls;

        public override Task<RefundCall> FindRefundAsync(RefundRequest refund, CancellationToken cancellationToken) => refund.RefundReference is null
            ? base.RefundAsync(refund, string.Create(CultureInfo.InvariantCulture, $"refund:{refund.PaymentId}:{refund.RefundId}:{++_calls}"), cancellationToken)
            : base.FindRefundAsync(refund, cancellationToken);
    }
}
