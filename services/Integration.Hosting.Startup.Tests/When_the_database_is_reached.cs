using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Integration.Hosting.Startup.Tests;

/// <summary>The driver asks for Kerberos at each connection unless it is told not to, and the images have no library for it.</summary>
public sealed class When_the_database_is_reached
{
    [Theory]
    [InlineData("Host=db", GssEncryptionMode.Disable)]
    [InlineData("Host=db;GSS Encryption Mode=Prefer", GssEncryptionMode.Prefer)]
    [InlineData("Host=db;GssEncryptionMode=Require", GssEncryptionMode.Require)]
    public void Should_ask_for_Kerberos_only_where_the_connection_string_says_so(string text, GssEncryptionMode mode)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("ConnectionStrings:Integration", text), new("Messaging:Transport", "InMemory")]).Build();
        MessagingSettings.Read(configuration).Postgres.ConnectionStringBuilder.GssEncryptionMode.ShouldBe(mode);
    }
}
