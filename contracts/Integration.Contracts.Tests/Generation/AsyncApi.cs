using System.Text.Json.Nodes;

namespace Integration.Contracts.Tests;

/// <summary><c>contracts/asyncapi.yaml</c>, from the view of an agent outside: it sends the commands and receives the events.</summary>
internal static class AsyncApi
{
    public const string File = "asyncapi.yaml";

    private const string Plain = "application/json";
    private const string Enveloped = "application/vnd.masstransit+json";

    public static JsonObject Of(IReadOnlyList<Contract> contracts) => new()
    {
        ["asyncapi"] = "3.0.0",
        ["info"] = new JsonObject
        {
            ["title"] = "Integration",
            ["version"] = "1.0.0",
            ["description"] = Info,
            ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["url"] = "https://www.apache.org/licenses/LICENSE-2.0" },
        },
        ["defaultContentType"] = Plain,
        ["servers"] = new JsonObject { ["rabbitMq"] = RabbitMq(), ["serviceBus"] = ServiceBus() },
        ["channels"] = Each(contracts, c => c.Type.Name, Channel),
        ["operations"] = Each(contracts, c => (c.IsCommand ? "send" : "receive") + c.Type.Name, Operation),
        ["components"] = new JsonObject
        {
            ["messages"] = Each(contracts, c => c.Type.Name, Message),
            ["messageTraits"] = new JsonObject { ["plain"] = PlainTrait(), ["enveloped"] = new JsonObject { ["contentType"] = Enveloped } },
            ["schemas"] = new JsonObject { ["Envelope"] = Envelope() },
        },
    };

    private const string Info =
        """
        Payments that never lose a message or charge twice, for agents in any language. You send commands and receive events; each contract has an exchange (RabbitMQ) or topic (Azure Service Bus) of its own.

        Commands are plain JSON with the content type `application/json` and the header `MT-MessageType`; on Azure Service Bus their body has to be bytes (see the server). Set a GUID as message id; without one a byte-for-byte repeat is still recognised. What does not fit goes to the dead letters with the reason and blocks nothing. Beside the schemas, no text may hold control characters, and no field may be a card number.

        Events come in MassTransit's envelope (`application/vnd.masstransit+json`): the contract is its field `message`. Declare a queue of your own, bind it to the exchanges you want, and take a message that comes twice for one.

        Ignore fields you do not know: new optional ones may come. Nothing else changes under the same name. What SAFETY with a number stands for is written in docs/safety.md.
        """;

    private static JsonObject RabbitMq() => new()
    {
        ["host"] = "{host}:{port}",
        ["pathname"] = "/{virtualHost}",
        ["protocol"] = "amqp",
        ["protocolVersion"] = "0.9.1",
        ["description"] = "RabbitMQ 3.10 or newer. Start the workers before the first sender: a broker drops what is sent before a queue is bound.",
        ["variables"] = new JsonObject
        {
            ["host"] = new JsonObject { ["default"] = "127.0.0.1" },
            ["port"] = new JsonObject { ["default"] = "5672" },
            ["virtualHost"] = new JsonObject { ["default"] = "", ["description"] = "Empty for RabbitMQ's own default." },
        },
    };

    private static JsonObject ServiceBus() => new()
    {
        ["host"] = "{namespace}.servicebus.windows.net",
        ["protocol"] = "amqp1",
        ["protocolVersion"] = "1.0",
        ["description"] = "Azure Service Bus: a topic per channel, of the channel's address; a receiver needs a subscription of its own. The body of a message has to be bytes, an AMQP data section (in JMS a BytesMessage, not a TextMessage): one with an amqp-value or an amqp-sequence body cannot be read at all, slows its endpoint down each time it comes, and ends in the broker's own dead-letter queue, with no row among the dead letters here. The services need a build with that transport.",
        ["variables"] = new JsonObject { ["namespace"] = new JsonObject { ["description"] = "The namespace's name." } },
    };

    private static JsonObject Channel(Contract contract) => new()
    {
        ["address"] = contract.Name,
        ["messages"] = new JsonObject { [contract.Type.Name] = Reference("components", "messages", contract.Type.Name) },
        ["bindings"] = new JsonObject
        {
            ["amqp"] = new JsonObject
            {
                ["is"] = "routingKey",
                ["exchange"] = new JsonObject { ["name"] = contract.Name, ["type"] = "fanout", ["durable"] = true, ["autoDelete"] = false },
                ["bindingVersion"] = "0.3.0",
            },
            ["amqp1"] = new JsonObject(),
        },
    };

    private static JsonObject Operation(Contract contract)
    {
        var operation = new JsonObject
        {
            ["action"] = contract.IsCommand ? "send" : "receive",
            ["channel"] = Reference("channels", contract.Type.Name),
            ["summary"] = contract.IsCommand ? $"Taken by {Taker}." : $"Told by {Teller(contract)}.",
            ["tags"] = new JsonArray(new JsonObject { ["name"] = contract.Name.Split('.')[0] }),
            ["messages"] = new JsonArray(Reference("channels", contract.Type.Name, "messages", contract.Type.Name)),
        };
        if (contract.IsCommand)
        {
            operation["bindings"] = new JsonObject { ["amqp"] = new JsonObject { ["deliveryMode"] = 2, ["mandatory"] = true, ["bindingVersion"] = "0.3.0" } };
        }

        return operation;
    }

    private const string Taker = "PaymentWorker";

    private static string Teller(Contract contract) => contract.Name.StartsWith("webhooks.", StringComparison.Ordinal) ? "WebhookIngress" : Taker;

    private static JsonObject Message(Contract contract)
    {
        var schema = new JsonObject { ["$ref"] = $"./{ContractSchema.FileOf(contract)}" };
        var message = new JsonObject
        {
            ["name"] = contract.Urn,
            ["title"] = contract.Type.Name,
            ["description"] = Descriptions.Of(contract.Type),
            ["traits"] = new JsonArray(Reference("components", "messageTraits", contract.IsCommand ? "plain" : "enveloped")),
            ["payload"] = contract.IsCommand
                ? schema
                : new JsonObject { ["allOf"] = new JsonArray(Reference("components", "schemas", "Envelope"), new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["message"] = schema } }) },
            ["examples"] = new JsonArray(Example(contract)),
        };
        if (contract.IsCommand)
        {
            message["headers"] = new JsonObject { ["type"] = "object", ["properties"] = new JsonObject { ["MT-MessageType"] = new JsonObject { ["type"] = "string", ["const"] = contract.Urn } } };
        }

        return message;
    }

    private static JsonObject Example(Contract contract) => contract.IsCommand
        ? new() { ["headers"] = new JsonObject { ["MT-MessageType"] = contract.Urn }, ["payload"] = contract.Example }
        : new()
        {
            ["payload"] = new JsonObject
            {
                ["messageId"] = "08de5427-6c1f-4d27-0242-ac1200020000",
                ["messageType"] = new JsonArray(contract.Urn),
                ["message"] = contract.Example,
                ["sentTime"] = "2026-01-15T09:30:00Z",
                ["headers"] = new JsonObject(),
            },
        };

    private static JsonObject PlainTrait() => new()
    {
        ["contentType"] = Plain,
        ["headers"] = new JsonObject
        {
            ["type"] = "object",
            ["required"] = new JsonArray("MT-MessageType"),
            ["properties"] = new JsonObject { ["MT-MessageType"] = new JsonObject { ["type"] = "string", ["description"] = "The contract's URN." } },
        },
    };

    private static JsonObject Envelope() => new()
    {
        ["title"] = "Envelope",
        ["description"] = "What MassTransit puts around a message. Fields that are not named here may come.",
        ["type"] = "object",
        ["required"] = new JsonArray("messageId", "messageType", "message"),
        ["properties"] = new JsonObject
        {
            ["messageId"] = new JsonObject { ["type"] = "string", ["format"] = "uuid", ["description"] = "The same for every copy of the message: forget what you have seen." },
            ["messageType"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" }, ["description"] = "The contract's URN is among them." },
            ["message"] = new JsonObject { ["type"] = "object", ["description"] = "The contract." },
            ["sentTime"] = new JsonObject { ["type"] = new JsonArray("string", "null"), ["format"] = "date-time" },
            ["headers"] = new JsonObject { ["type"] = new JsonArray("object", "null") },
        },
    };

    private static JsonObject Each(IEnumerable<Contract> contracts, Func<Contract, string> name, Func<Contract, JsonObject> value) =>
        new(contracts.Select(c => KeyValuePair.Create(name(c), (JsonNode?)value(c))));

    private static JsonObject Reference(params string[] path) => new() { ["$ref"] = $"#/{string.Join('/', path)}" };
}
