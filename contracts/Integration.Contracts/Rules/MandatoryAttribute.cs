namespace Integration.Contracts.Rules;

/// <summary>A message that somebody has to take. Publish it so that the broker refuses it when no queue gets it (AMQP: <c>mandatory</c>), or it is lost without a word
/// while its taker has never run on that broker. The services of this product keep such a message and send it again until it is taken.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MandatoryAttribute : Attribute;
