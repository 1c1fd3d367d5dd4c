//! Settings that are safe, and settings that are not.

use super::*;

#[test]
fn the_secret_travels_over_tls_or_not_at_all() {
    let setup = |base: &str| Twilio::new(config(base), secret()).err();
    for good in
        ["https://api.twilio.com", "http://127.0.0.1:8080", "http://127.8.9.1", "http://[::1]:1", "http://localhost:9"]
    {
        assert_eq!(setup(good), None, "{good} is safe");
    }
    for open in
        ["http://api.twilio.com", "http://192.168.0.1", "http://127.0.0.1.example.org", "http://localhost.example"]
    {
        assert_eq!(setup(open), Some(TwilioSetupError::Insecure), "{open} is not");
    }
    for odd in
        ["", "api.twilio.com", "ftp://127.0.0.1", "https://user:pw@api.twilio.com", "https://h/path", "https://h?q"]
    {
        assert_eq!(setup(odd), Some(TwilioSetupError::Address), "{odd} is no plain address");
    }
}

#[test]
fn settings_that_cannot_be_right_are_refused() {
    let with = |change: &dyn Fn(&mut TwilioConfig)| {
        let mut config = config("https://api.twilio.com");
        change(&mut config);
        Twilio::new(config, secret()).err()
    };
    assert_eq!(with(&|config| config.account_sid = "AC/../x".to_owned()), Some(TwilioSetupError::Account));
    assert_eq!(with(&|config| config.key_sid = Some("SK1".to_owned())), Some(TwilioSetupError::Key));
    assert_eq!(with(&|config| config.page_size = 1001), Some(TwilioSetupError::Limit));
    assert_eq!(with(&|config| config.max_pages = 0), Some(TwilioSetupError::Limit));
    let empty = Twilio::new(config("https://api.twilio.com"), Zeroizing::new(String::new())).err();
    assert_eq!(empty, Some(TwilioSetupError::Secret));
}
