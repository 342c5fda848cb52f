using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>What callers of the REST API see besides the ops views: where their customer has to go. It is for the customer's eyes, so it stands in no ops view.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261128120000_Callers")]
internal sealed class M20261128_Callers : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table payments.payments add column action_url text;
        create index payments_accepted on payments.payments (accepted_at desc, correlation_id desc);
        create schema if not exists api;
        create view api.payment_actions as
            select correlation_id as payment_id, action_url as redirect_url, customer_deadline as deadline
            from payments.payments where current_state = 'AwaitingCustomer' and action_url is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view api.payment_actions;
        drop index payments.payments_accepted;
        alter table payments.payments drop column action_url;
        """);
}
