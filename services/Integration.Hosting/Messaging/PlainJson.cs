using MassTransit;
using MassTransit.Configuration;

namespace Integration.Hosting.Messaging;

/// <summary>The wire format for senders of any language: plain JSON, its type in the header <c>MT-MessageType</c>, beside MassTransit's
/// envelope on the same exchange. A body without a content type is taken for plain JSON.</summary>
internal static class PlainJson
{
    public static void UsePlainJson(this IBusFactoryConfigurator configurator)
    {
        configurator.UseRawJsonDeserializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        configurator.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new RequireTypeFilter()));
    }

    /// <summary>Without a type the message would be handed to every consumer of the endpoint, each reading into it what it likes.</summary>
    private sealed class RequireTypeFilter : IFilter<ConsumeContext>
    {
        public void Probe(ProbeContext context) => context.CreateFilterScope("requireMessageType");

        public Task Send(ConsumeContext context, IPipe<ConsumeContext> next) => context.SupportedMessageTypes.Any(type => !string.IsNullOrWhiteSpace(type))
            ? next.Send(context)
            : throw new MessageException(typeof(object), "The message does not say what it is: set the header MT-MessageType to the contract's URN, such as " +
                "urn:message:Integration.Contracts.Payments:InitiatePayment.");
    }
}
