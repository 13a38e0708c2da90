from council.roles import Role

assert Role.DELEGATE == "delegate"  # importing the roles makes them known to the gate
