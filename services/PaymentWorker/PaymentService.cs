using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Hosting.Health;
using Integration.Hosting.Messaging;
using Integration.Hosting.Secrets;
using Integration.Hosting.Startup;
using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Consumers;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.PaymentWorker.Gateways.Stripe;
using Integration.PaymentWorker.Orphans;
using Integration.PaymentWorker.Persistence;
using Integration.PaymentWorker.Reconciliation;
using Integration.PaymentWorker.Refunds;
using Integration.Persistence;
using Integration.PaymentWorker.Watch;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker;

/// <summary>Hosts the payments' state machine and makes the gateway calls.</summary>
public static class PaymentService
{
    /// <summary>The service on its own.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddIntegrationDefaults();
        builder.Services.AddPayments(builder.Configuration);
        builder.Services.AddIntegrationHealth();
        builder.AddIntegrationMessaging(AddConsumers);
        var app = builder.Build();
        app.MapIntegrationHealth();
        return app;
    }

    /// <summary>Settings, gateways and the attempt protocol.</summary>
    public static void AddPayments(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<RetryOptions>(RetryOptions.Section);
        services.AddSettings<ReconcileOptions>(ReconcileOptions.Section);
        services.AddSettings<DoorbellOptions>(DoorbellOptions.Section);
        services.AddSettings<ConcurrencyOptions>(ConcurrencyOptions.Section);
        services.AddSettings<SagaConcurrencyOptions>(SagaConcurrencyOptions.Section);
        services.AddOwnedSchema<PaymentsContext>(PaymentsContext.Schema, options => new PaymentsContext(options));
        services.AddSettings<WatchOptions>(WatchOptions.Section);
        services.AddHostedService<PaymentWatch>();
        services.AddHostedService<PaymentSampler>();
        services.AddStripeGateway();
        services.AddPayPalGateway(configuration);
        services.AddSingleton<GatewayDirectory>();
        services.AddSingleton<IAttemptStore, PostgresAttemptStore>();
        services.AddScoped<AttemptCaller>();
        services.AddSettings<ReconciliationOptions>(ReconciliationOptions.Section);
        services.AddSingleton<ReconciliationStore>();
        services.AddHostedService<ReconciliationSchedule>();
        services.AddSettings<OrphanOptions>(OrphanOptions.Section);
        services.AddSingleton<OrphanStore>();
        services.AddSettings<RefundOptions>(RefundOptions.Section);
        services.AddSingleton<RefundStore>();
        services.AddSingleton(provider => new RefundPolicy(provider.GetRequiredService<PaymentPolicy>(), provider.GetRequiredService<IOptions<RefundOptions>>().Value));
        services.AddSettings<FallbackOptions>(FallbackOptions.Section);
        services.AddSingleton(provider => new FallbackPolicy(
            provider.GetRequiredService<IOptions<FallbackOptions>>().Value,
            provider.GetServices<IGatewayCurrencies>().SingleOrDefault(c => c.Gateway != StripeGateway.GatewayName),
            provider.GetRequiredService<IGatewayHealth>(),
            StripeGateway.GatewayName));
        services.AddSingleton(provider => new PaymentPolicy(
            provider.GetRequiredService<IOptions<RetryOptions>>().Value,
            provider.GetRequiredService<IOptions<ReconcileOptions>>().Value,
            provider.GetRequiredService<FallbackPolicy>(),
            provider.GetServices<IGatewayCurrencies>().Single(c => c.Gateway == StripeGateway.GatewayName),
            provider.GetService<TokenSealer>() is { } sealer ? token => sealer.Seal(token) : null,
            provider.GetRequiredService<TimeProvider>(),
            Random.Shared));
    }

    /// <summary>The saga and the consumers.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<AttemptConsumer, AttemptConsumerDefinition>();
        bus.AddConsumer<GatewayDoorbellConsumer, GatewayDoorbellConsumerDefinition>();
        bus.AddConsumer<OrphanConsumer, OrphanConsumerDefinition>();
        bus.AddConsumer<DisputeConsumer, DisputeConsumerDefinition>();
        bus.AddConsumer<ReconciliationConsumer, ReconciliationConsumerDefinition>();
        bus.AddConsumer<OperatorAuditConsumer, OperatorAuditConsumerDefinition>();
        bus.AddConsumer<RefundConsumer, RefundConsumerDefinition>();
        bus.AddConsumer<RefundDoorbellConsumer, RefundDoorbellConsumerDefinition>();
        bus.AddSagaStateMachine<RefundStateMachine, RefundState, RefundSagaDefinition>()
            .PostgresRepository("payments.refunds", map => map
                .Journal(refund => refund.CurrentState, refund => refund.Reason)
                .Identify<RefundPayment>(message => message.RefundId));
        bus.AddSagaStateMachine<PaymentStateMachine, PaymentState, PaymentSagaDefinition>()
            .PostgresRepository("payments.payments", map => map
                .Journal(payment => payment.CurrentState, payment => payment.Reason)
                .Identify<InitiatePayment>(message => message.PaymentId)
                .Identify<CancelPayment>(message => message.PaymentId)
                .Identify<IOperatorCommand>(message => message.PaymentId)
                .Identify<PaymentOverdue>(message => message.PaymentId));
    }
}
