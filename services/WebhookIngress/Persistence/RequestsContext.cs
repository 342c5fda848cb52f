using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Owns the migrations of schema <c>requests</c>: what clients of the REST API asked for.</summary>
internal sealed class RequestsContext(DbContextOptions<RequestsContext> options) : DbContext(options)
{
    public const string Schema = "requests";
}

/// <summary>One row per accepted request: it makes repeats harmless for ever, says whose a payment is, and is the audit.</summary>
[DbContext(typeof(RequestsContext))]
[Migration("20261128000000_Requests")]
internal sealed class M20261128_Requests : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table requests.writes (
            -- Of the client and its idempotency key: the key's uniqueness, and the id of the message that was published.
            write_id uuid primary key,
            client text not null,
            idempotency_key text,
            operation text not null check (operation in ('create_payment', 'cancel_payment', 'create_refund')),
            payment_id uuid not null,
            refund_id uuid,
            request_hash bytea not null,
            location text not null,
            credential text not null,
            remote_address text,
            trace_id text,
            order_id text,
            customer_id text,
            amount_minor bigint,
            currency text,
            accepted_at timestamptz not null);
        create unique index writes_payment on requests.writes (payment_id) where operation = 'create_payment';
        create unique index writes_refund on requests.writes (refund_id) where operation = 'create_refund';
        create index writes_of_payment on requests.writes (payment_id, accepted_at) where operation <> 'create_payment';
        create index writes_of_client on requests.writes (client, accepted_at desc, payment_id desc) where operation = 'create_payment';
        create view ops.api_requests as
            select accepted_at, client, credential, operation, payment_id, refund_id, order_id, customer_id, amount_minor, currency, idempotency_key, write_id as message_id, remote_address, trace_id
            from requests.writes;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        throw new NotSupportedException("Idempotency keys are kept for ever: without them a repeated request could pay twice.");
}
