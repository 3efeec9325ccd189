namespace Marquee.LoadTest.Journeys;

internal enum PayWith
{
    Wallet,
    Card,
    Upi,
}
